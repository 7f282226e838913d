/** Reads of leads and events: entities of the live tables, opened with each lead's key. */
@NullMarked
package io.waybill.reporting.lead.store;

import org.jspecify.annotations.NullMarked;
