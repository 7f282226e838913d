/** Reports over HTTP. */
@NullMarked
package io.waybill.reporting.report.http;

import org.jspecify.annotations.NullMarked;
