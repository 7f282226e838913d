/** Usage over HTTP. */
@NullMarked
package io.waybill.reporting.usage.http;

import org.jspecify.annotations.NullMarked;
