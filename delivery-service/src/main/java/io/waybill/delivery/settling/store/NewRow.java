package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.store.Consignment.Facts;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that is taken in.
 *
 * @param request the record as it came
 */
record NewRow(Change change, ByteBuffer request, UUID owner, Instant acceptedAt) {

    UUID eventId() {
        return change.eventId();
    }

    void bind(Columns columns) throws SQLException {
        Facts facts = change.consignment().facts();
        columns.id(facts.eventId());
        columns.id(facts.accountId());
        columns.id(facts.leadId());
        // The one character that PostgreSQL does not take.
        columns.text(facts.stepId().replace("\u0000", ""));
        columns.time(acceptedAt);
        columns.time(facts.terms().settleBy());
        columns.bytes(change.row().settled() ? null : request);
        columns.integer(facts.position().partition());
        columns.number(facts.position().offset());
        columns.bytes(facts.key().bytes());
        columns.text(facts.key().masterKeyId());
        change.row().bind(columns, owner);
    }
}
