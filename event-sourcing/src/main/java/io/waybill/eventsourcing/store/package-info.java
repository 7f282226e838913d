/** Events, outbox, relay and projections on PostgreSQL, by JDBC. */
@NullMarked
package io.waybill.eventsourcing.store;

import org.jspecify.annotations.NullMarked;
