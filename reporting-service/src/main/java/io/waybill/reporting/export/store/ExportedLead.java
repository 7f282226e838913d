package io.waybill.reporting.export.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.reporting.store.LeadOpener;
import io.waybill.reporting.store.LeadOpener.Bound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A lead as the export reads it: the columns that are cells already, and what was opened. */
record ExportedLead(
        UUID id,
        UUID flowId,
        UUID sourceId,
        @Nullable DataKey key,
        Map<String, Object> fields,
        @Nullable String reason,
        Times times,
        Result result) {

    record Times(Instant receivedAt, @Nullable Instant completedAt, @Nullable Instant erasedAt) {}

    record Result(
            @Nullable String outcome,
            @Nullable String price,
            @Nullable String revenue,
            @Nullable String currency,
            boolean test) {}

    static ExportedLead read(ResultSet row, LeadOpener opener) throws SQLException {
        UUID id = row.getObject("lead_id", UUID.class);
        DataKey key =
                opener.key(row.getBytes("wrapped_key"), row.getString("master_key_id"))
                        .orElse(null);
        return new ExportedLead(
                id,
                row.getObject("flow_id", UUID.class),
                row.getObject("source_id", UUID.class),
                key,
                fields(row, opener, id, key),
                reason(row, opener, id, key),
                times(row),
                new Result(
                        row.getString("outcome"),
                        row.getString("price"),
                        row.getString("revenue"),
                        row.getString("currency"),
                        row.getBoolean("test")));
    }

    private static Map<String, Object> fields(
            ResultSet row, LeadOpener opener, UUID id, @Nullable DataKey key) throws SQLException {
        Map<String, Object> fields =
                opener.object(
                        key,
                        new Bound(id, row.getObject("data_record", UUID.class), Bound.DATA),
                        row.getBytes("data"));
        return fields == null ? Map.of() : fields;
    }

    private static @Nullable String reason(
            ResultSet row, LeadOpener opener, UUID id, @Nullable DataKey key) throws SQLException {
        UUID record = row.getObject("reason_record", UUID.class);
        return record == null
                ? null
                : opener.text(
                        key, new Bound(id, record, "LeadCompleted.reason"), row.getBytes("reason"));
    }

    private static Times times(ResultSet row) throws SQLException {
        Instant receivedAt = row.getObject("received_at", OffsetDateTime.class).toInstant();
        return new Times(receivedAt, time(row, "completed_at"), time(row, "erased_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
