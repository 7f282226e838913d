/** Decisions, ids and the envelope of events: what a core and its edges share. No domain word. */
@NullMarked
package io.waybill.eventsourcing;

import org.jspecify.annotations.NullMarked;
