/** Tests of exported cells. */
@NullMarked
package io.waybill.reporting.export;

import org.jspecify.annotations.NullMarked;
