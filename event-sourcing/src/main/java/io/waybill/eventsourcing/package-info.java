/** Mechanism of event sourcing; no domain word. */
@NullMarked
package io.waybill.eventsourcing;

import org.jspecify.annotations.NullMarked;
