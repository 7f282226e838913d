package io.waybill.eventsourcing.store;

import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.RecordDecoder;
import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Event store and outbox inside the caller's transaction. Call {@link Relay#wake()} right after the
 * commit.
 */
public final class JdbcEvents {

    private static final RecordDecoder DECODER = new RecordDecoder();
    private static final Column TEXT = new Column("text", String.class);

    /** The columns of {@link EventSql#ENQUEUE}. */
    private static final List<Column> OUTBOX =
            List.of(
                    new Column("int4", Integer.class),
                    new Column("uuid", UUID.class),
                    TEXT,
                    TEXT,
                    TEXT,
                    TEXT,
                    new Column("bytea", byte[].class));

    /** The driver knows by the type of an array how its values are written. */
    private record Column(String sqlType, Class<?> javaType) {

        Object[] values(int count) {
            return (Object[]) Array.newInstance(javaType, count);
        }
    }

    private JdbcEvents() {}

    /** See {@link #append(Connection, UUID, long, List, Map)}. */
    public static void append(
            Connection connection, UUID stream, long expectedVersion, List<OutboundRecord> events)
            throws SQLException {
        append(connection, stream, expectedVersion, events, Map.of());
    }

    /**
     * Appends events and puts them into the outbox.
     *
     * @param expectedVersion sequence of the stream's last event when it was loaded; 0 for a new
     *     one
     * @param headers further headers for Kafka, as {@code traceparent}
     * @throws StaleVersion when the stream has another version; the caller rolls back
     */
    public static void append(
            Connection connection,
            UUID stream,
            long expectedVersion,
            List<OutboundRecord> events,
            Map<String, String> headers)
            throws SQLException {
        EventSql.checkSequence(stream, expectedVersion, events);
        try (PreparedStatement statement = connection.prepareStatement(EventSql.APPEND)) {
            for (OutboundRecord event : events) {
                bind(statement, EventSql.appendParameters(event));
                if (statement.executeUpdate() != 1) {
                    throw new StaleVersion(stream, expectedVersion);
                }
            }
        }
        enqueue(connection, events, _ -> headers);
    }

    /** See {@link #enqueue(Connection, List, Function)}. */
    public static void enqueue(Connection connection, List<OutboundRecord> records)
            throws SQLException {
        enqueue(connection, records, _ -> Map.of());
    }

    /**
     * Puts records into the outbox only, all in one round trip. Records of one stream are published
     * in the order in which they were put there, provided that something serialises the
     * transactions that do so: an append to that stream, or a lock on its row.
     *
     * @param headers further headers for Kafka, as {@code traceparent}
     */
    public static void enqueue(
            Connection connection,
            List<OutboundRecord> records,
            Function<EventMeta, Map<String, String>> headers)
            throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        List<List<Object>> rows =
                records.stream()
                        .map(record ->
                                EventSql.outboxParameters(record, headers.apply(record.meta())))
                        .toList();
        try (PreparedStatement statement = connection.prepareStatement(EventSql.ENQUEUE)) {
            for (int i = 0; i < OUTBOX.size(); i++) {
                Column column = OUTBOX.get(i);
                int place = i;
                Object[] values = rows.stream().map(row -> row.get(place)).toArray(column::values);
                statement.setArray(i + 1, connection.createArrayOf(column.sqlType(), values));
            }
            statement.executeUpdate();
        }
    }

    /** The events of a stream in order, in the newest shape that this build knows. */
    public static List<SpecificRecord> load(Connection connection, UUID stream)
            throws SQLException {
        List<SpecificRecord> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(EventSql.LOAD)) {
            statement.setObject(1, stream);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(decode(rows.getString(1), rows.getString(2), rows.getBytes(3)));
                }
            }
        }
        return events;
    }

    /**
     * A row of {@link EventSql#LOAD} as a record.
     *
     * @throws IllegalStateException when this build cannot read it: the store holds only what this
     *     service has written, so that a newer build must have been here
     */
    public static SpecificRecord decode(String record, String fingerprint, byte[] payload) {
        return switch (DECODER.decode(fingerprint, record, payload)) {
            case Decoded.Event event -> event.value();
            case Decoded other -> throw new IllegalStateException("In the event store: " + other);
        };
    }

    private static void bind(PreparedStatement statement, List<Object> parameters)
            throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
    }
}
