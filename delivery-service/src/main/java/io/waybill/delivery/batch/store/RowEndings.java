package io.waybill.delivery.batch.store;

import io.waybill.delivery.v1.BatchRowEnded;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.store.JdbcEvents;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what the hand-over of a batch came to for each of its leads: row and event together. */
@Singleton
final class RowEndings {

    private static final String UPDATE =
            """
            UPDATE batch_row SET outcome = ?, certain = ?, reason = ?, ended_at = ?, sequence = ?,
                endings = endings + 1
            WHERE event_id = ? AND outcome IS NULL
            """;

    private final MasterKeys masterKeys;

    /** What it came to, for some rows of a batch. */
    record Ending(List<BatchRow> rows, Outcome outcome, boolean certain, @Nullable String reason) {}

    /** Places in the stream of a delivery, and how often its hand-over had ended before. */
    private record Place(long sequence, int endings) {}

    @Inject
    RowEndings(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    void write(Connection connection, MadeBatch batch, Instant at, Ending ending)
            throws SQLException {
        Map<UUID, Place> places = places(connection, ending.rows());
        List<OutboundRecord> records = new ArrayList<>();
        try (PreparedStatement rows = connection.prepareStatement(UPDATE)) {
            for (BatchRow row : ending.rows()) {
                Place place = places.getOrDefault(row.eventId(), new Place(1, 0));
                EventMeta meta = meta(batch, row, place, at);
                @Nullable ByteBuffer reason = sealed(row, meta, ending.reason());
                rows.setString(1, ending.outcome().name().toLowerCase(Locale.ROOT));
                rows.setBoolean(2, ending.certain());
                rows.setBytes(3, reason == null ? null : reason.array());
                rows.setObject(4, BatchTable.time(at));
                rows.setLong(5, place.sequence());
                rows.setObject(6, row.eventId());
                rows.addBatch();
                records.add(record(batch, row, meta, ending, reason));
            }
            rows.executeBatch();
        }
        JdbcEvents.enqueue(connection, records, Correlation::headers);
    }

    /** The next place of each; that of a delivery that was forgotten follows its last. */
    private static Map<UUID, Place> places(Connection connection, List<BatchRow> rows)
            throws SQLException {
        String sql =
                """
                WITH next AS (
                    UPDATE delivery SET sequence = sequence + 1 WHERE event_id = ANY (?)
                    RETURNING event_id, sequence)
                SELECT r.event_id, coalesce(n.sequence, r.sequence + 1, 1), r.endings
                FROM batch_row r LEFT JOIN next n ON n.event_id = r.event_id
                WHERE r.event_id = ANY (?)
                """;
        Object[] ids = rows.stream().map(BatchRow::eventId).toArray();
        Map<UUID, Place> places = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            statement.setArray(2, connection.createArrayOf("uuid", ids));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    places.put(
                            found.getObject(1, UUID.class),
                            new Place(found.getLong(2), found.getInt(3)));
                }
            }
        }
        return places;
    }

    private static EventMeta meta(MadeBatch batch, BatchRow row, Place place, Instant at) {
        EventMeta from = row.meta();
        Scope scope = Scope.of(from);
        UUID record = RecordIds.derived(batch.id(), row.eventId() + "/" + place.endings());
        return EventMeta.newBuilder(Metas.of(scope, row.eventId(), place.sequence(), record, at))
                .setCausationId(from.getRecordId())
                .build();
    }

    private static OutboundRecord record(
            MadeBatch batch,
            BatchRow row,
            EventMeta meta,
            Ending ending,
            @Nullable ByteBuffer reason) {
        BatchRowEnded ended =
                BatchRowEnded.newBuilder()
                        .setMeta(meta)
                        .setLeadId(row.leadId())
                        .setStepId(row.stepId())
                        .setDestinationId(batch.destinationId())
                        .setBatchId(batch.id())
                        .setOutcome(ending.outcome())
                        .setCertain(ending.certain())
                        .setReason(reason)
                        .build();
        return new OutboundRecord(
                Topic.DELIVERY_ATTEMPTS, ended.getMeta().getStreamId().toString(), ended);
    }

    /** Without its key nothing can be sealed; outcomes are recorded all the same. */
    private @Nullable ByteBuffer sealed(BatchRow row, EventMeta meta, @Nullable String reason) {
        if (reason == null) {
            return null;
        }
        try {
            return masterKeys
                    .unwrap(row.key())
                    .sealText(
                            meta.getStreamId(), meta.getRecordId(), "BatchRowEnded.reason", reason);
        } catch (SealBroken unreadable) {
            return null;
        }
    }
}
