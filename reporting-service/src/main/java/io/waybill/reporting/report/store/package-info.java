/** Reports by SQL over the live tables. */
@NullMarked
package io.waybill.reporting.report.store;

import org.jspecify.annotations.NullMarked;
