/** Invitations in PostgreSQL: events, outbox, mails and rows for reading, in one transaction. */
@NullMarked
package io.waybill.partner.invitation.store;

import org.jspecify.annotations.NullMarked;
