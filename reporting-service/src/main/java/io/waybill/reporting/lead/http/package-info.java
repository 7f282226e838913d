/** Leads, events and the reply to a source over HTTP. */
@NullMarked
package io.waybill.reporting.lead.http;

import org.jspecify.annotations.NullMarked;
