/** Tests of the one origin. */
@NullMarked
package io.waybill.local.edge;

import org.jspecify.annotations.NullMarked;
