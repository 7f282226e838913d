package io.waybill.delivery.settling.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was taken over.
 *
 * @param request as it came; null where it is not kept any more
 * @param lane as it was when it was taken in: to render the request anew takes long
 * @param superseded whether a later run of the lead has a delivery of its own for the step
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are decoded once, never compared
record ClaimedRow(
        UUID eventId,
        byte @Nullable [] request,
        Position position,
        Instant settleBy,
        Lane lane,
        RowState row,
        boolean superseded) {

    /** The columns that it is made of. */
    static final String COLUMNS =
            "event_id, request, cause_partition, cause_offset, settle_by, sequence, state,"
                    + " attempts, doubtful, due_at, outcome, certain, round_before, round_until,"
                    + " superseded_by, destination_id, address";

    static ClaimedRow of(ResultSet row) throws SQLException {
        String address = row.getString("address");
        return new ClaimedRow(
                row.getObject("event_id", UUID.class),
                row.getBytes("request"),
                new Position(row.getInt("cause_partition"), row.getLong("cause_offset")),
                row.getObject("settle_by", OffsetDateTime.class).toInstant(),
                new Lane(
                        Optional.ofNullable(row.getObject("destination_id", UUID.class)),
                        address == null ? "" : address),
                RowState.of(row),
                row.getObject("superseded_by") != null);
    }
}
