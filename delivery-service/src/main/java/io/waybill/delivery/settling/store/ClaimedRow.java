package io.waybill.delivery.settling.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** An open delivery that was taken over. */
@SuppressWarnings("ArrayRecordComponent") // the bytes are decoded once, never compared
record ClaimedRow(byte[] request, Position position, Instant settleBy, RowState row) {

    static ClaimedRow of(ResultSet row) throws SQLException {
        return new ClaimedRow(
                row.getBytes("request"),
                new Position(row.getInt("cause_partition"), row.getLong("cause_offset")),
                row.getObject("settle_by", OffsetDateTime.class).toInstant(),
                new RowState(
                        row.getLong("sequence"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getBoolean("doubtful"),
                        time(row),
                        null));
    }

    private static @Nullable Instant time(ResultSet row) throws SQLException {
        OffsetDateTime dueAt = row.getObject("due_at", OffsetDateTime.class);
        return dueAt == null ? null : dueAt.toInstant();
    }
}
