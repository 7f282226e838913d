/** The given/when/then fixture, and tests of ids and envelopes. */
@NullMarked
package io.waybill.eventsourcing;

import org.jspecify.annotations.NullMarked;
