/** Tests of the servers that all other tests stand on. */
@NullMarked
package io.waybill.local.kit;

import org.jspecify.annotations.NullMarked;
