/** Tests of what people read. */
@NullMarked
package io.waybill.reporting.lead;

import org.jspecify.annotations.NullMarked;
