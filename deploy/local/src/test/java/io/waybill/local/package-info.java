/** Tests of the installation on one machine. */
@NullMarked
package io.waybill.local;

import org.jspecify.annotations.NullMarked;
