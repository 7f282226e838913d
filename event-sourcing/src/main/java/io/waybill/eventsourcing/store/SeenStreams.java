package io.waybill.eventsourcing.store;

import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Recognises events that a writer published twice: an event of a ledger whose sequence is not above
 * the last one applied of its stream is a repeat. Compacted and work topics hold no streams, their
 * records all pass.
 */
final class SeenStreams {

    private final String projection;

    SeenStreams(String projection) {
        this.projection = projection;
    }

    /**
     * The readable records of a batch of one topic that were not applied before; remembers them.
     */
    List<PositionedEvent> fresh(Connection connection, List<PositionedEvent> batch)
            throws SQLException {
        List<PositionedEvent> readable = batch.stream().filter(e -> e.value() != null).toList();
        if (readable.isEmpty() || !isLedger(readable.getFirst().topic())) {
            return readable;
        }
        String topic = readable.getFirst().topic();
        Map<UUID, Long> last = last(connection, topic, readable);
        Map<UUID, Long> moved = new HashMap<>();
        List<PositionedEvent> fresh = new ArrayList<>();
        for (PositionedEvent event : readable) {
            EventMeta meta = event.meta();
            if (meta.getSequence() == 0
                    || meta.getSequence() > last.getOrDefault(meta.getStreamId(), 0L)) {
                fresh.add(event);
                last.put(meta.getStreamId(), meta.getSequence());
                moved.put(meta.getStreamId(), meta.getSequence());
            }
        }
        remember(connection, topic, moved);
        return fresh;
    }

    private static boolean isLedger(String topic) {
        return Topic.named(topic).filter(t -> t.kind() == Topic.Kind.LEDGER).isPresent();
    }

    private Map<UUID, Long> last(Connection connection, String topic, List<PositionedEvent> events)
            throws SQLException {
        Object[] streams =
                events.stream().map(event -> event.meta().getStreamId()).distinct().toArray();
        String sql =
                "SELECT stream_id, last_sequence FROM projection_stream"
                        + " WHERE projection = ? AND topic = ? AND stream_id = ANY (?)";
        Map<UUID, Long> last = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, projection);
            statement.setString(2, topic);
            statement.setArray(3, connection.createArrayOf("uuid", streams));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    last.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return last;
    }

    private void remember(Connection connection, String topic, Map<UUID, Long> moved)
            throws SQLException {
        String sql =
                """
                INSERT INTO projection_stream (projection, topic, stream_id, last_sequence)
                SELECT ?, ?, s.stream_id, s.last_sequence
                FROM unnest(?, ?) AS s (stream_id, last_sequence)
                ON CONFLICT (projection, topic, stream_id)
                DO UPDATE SET last_sequence = EXCLUDED.last_sequence
                """;
        List<UUID> streams = List.copyOf(moved.keySet());
        Object[] sequences = streams.stream().map(moved::get).toArray();
        Array ids = connection.createArrayOf("uuid", streams.toArray());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, projection);
            statement.setString(2, topic);
            statement.setArray(3, ids);
            statement.setArray(4, connection.createArrayOf("bigint", sequences));
            statement.executeUpdate();
        }
    }
}
