/** Counts and money of an account's leads, by source, recipient or hour. */
@NullMarked
package io.waybill.reporting.report;

import org.jspecify.annotations.NullMarked;
