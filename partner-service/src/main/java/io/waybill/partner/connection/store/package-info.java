/** Connections in PostgreSQL: events, outbox and rows for reading, in one transaction. */
@NullMarked
package io.waybill.partner.connection.store;

import org.jspecify.annotations.NullMarked;
