/** Accounts in PostgreSQL: events, outbox and rows for reading, in one transaction. */
@NullMarked
package io.waybill.partner.account.store;

import org.jspecify.annotations.NullMarked;
