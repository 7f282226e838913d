/** Tests of what is answered. */
@NullMarked
package io.waybill.reporting.lead.http;

import org.jspecify.annotations.NullMarked;
