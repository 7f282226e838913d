package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.store.Consignment.Facts;
import io.waybill.delivery.v1.DeliverLead;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that is taken in.
 *
 * @param encoded the request as it came
 */
record NewRow(
        Change change, DeliverLead request, ByteBuffer encoded, UUID owner, Instant acceptedAt) {

    UUID eventId() {
        return change.eventId();
    }

    /** Of the request, in bytes. */
    int size() {
        return encoded.remaining();
    }

    void bind(Columns columns) throws SQLException {
        Consignment consignment = change.consignment();
        Facts facts = consignment.facts();
        columns.id(facts.eventId());
        columns.id(facts.accountId());
        columns.id(facts.leadId());
        columns.id(request.getFirstLeadId());
        columns.text(storable(facts.stepId()));
        columns.id(request.getFlowId());
        columns.id(consignment.lane().destinationId().orElse(null));
        columns.text(storable(consignment.lane().address()));
        columns.money(request.getSalePrice());
        columns.text(storable(request.getCurrency()));
        columns.flag(request.getMeta().getTest());
        columns.time(acceptedAt);
        columns.time(facts.terms().settleBy());
        columns.bytes(change.row().taken() ? null : encoded);
        columns.integer(facts.position().partition());
        columns.number(facts.position().offset());
        columns.bytes(facts.key().bytes());
        columns.text(facts.key().masterKeyId());
        change.row().bind(columns, owner);
        change.row().bindSaid(columns);
    }

    /** Without the one character that PostgreSQL does not take. */
    private static String storable(String text) {
        return text.replace("\u0000", "");
    }
}
