/** Usage by SQL over the live tables. */
@NullMarked
package io.waybill.reporting.usage.store;

import org.jspecify.annotations.NullMarked;
