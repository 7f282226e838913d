/** The export of leads: which cells a row has, and what a spreadsheet must not run. */
@NullMarked
package io.waybill.reporting.export;

import org.jspecify.annotations.NullMarked;
