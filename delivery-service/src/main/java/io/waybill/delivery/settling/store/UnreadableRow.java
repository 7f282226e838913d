package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.RetryPolicy;
import io.waybill.delivery.settling.Terms;
import io.waybill.delivery.settling.store.Consignment.Facts;
import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * An open delivery whose stored request this build cannot read. The row's own columns are enough to
 * conclude it, not to send it. What only the request says is lost: the call that began it, and
 * whether it is a test.
 */
record UnreadableRow(Facts facts, RowState row) {

    static UnreadableRow of(ResultSet row) throws SQLException {
        Terms terms = Terms.within(time(row, "settle_by"), false, RetryPolicy.standard());
        Facts facts =
                new Facts(
                        cause(row),
                        row.getObject("lead_id", UUID.class),
                        row.getString("step_id"),
                        new WrappedKey(
                                ByteBuffer.wrap(row.getBytes("wrapped_key")),
                                row.getString("master_key_id")),
                        terms);
        return new UnreadableRow(facts, RowState.of(row));
    }

    Consignment consignment() {
        return new Consignment(facts, Lane.NOWHERE, row.delivery(facts.terms()), row.sequence());
    }

    private static Cause cause(ResultSet row) throws SQLException {
        UUID eventId = row.getObject("event_id", UUID.class);
        EventMeta meta =
                Metas.request(
                        Scope.of(row.getObject("account_id", UUID.class), eventId),
                        eventId,
                        RecordIds.derived(eventId, "unreadable request"),
                        time(row, "accepted_at"));
        return Cause.at(
                meta,
                Topic.DELIVERY_REQUESTS.topicName(),
                row.getInt("cause_partition"),
                row.getLong("cause_offset"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
