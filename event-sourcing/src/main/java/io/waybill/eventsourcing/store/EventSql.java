package io.waybill.eventsourcing.store;

import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The statements of event store and outbox and their parameters, for JDBC and reactive edges. */
public final class EventSql {

    /** Publishers per service database; each owns the streams that hash to it. */
    public static final int SHARDS = 2;

    /**
     * Appends one event if the stream ends right before it: one row, or none when the stream has
     * another version. Never breaks the transaction. Parameters: {@link #appendParameters}.
     */
    public static final String APPEND =
            """
            INSERT INTO event (stream_id, sequence, record_id, topic, record,
                               schema_fingerprint, payload, occurred_at)
            SELECT e.stream_id, e.sequence, e.record_id, e.topic, e.record,
                   e.schema_fingerprint, e.payload, e.occurred_at
            FROM (SELECT CAST(? AS uuid) AS stream_id, CAST(? AS bigint) AS sequence,
                         CAST(? AS uuid) AS record_id, CAST(? AS text) AS topic,
                         CAST(? AS text) AS record, CAST(? AS text) AS schema_fingerprint,
                         CAST(? AS bytea) AS payload,
                         CAST(? AS timestamptz) AS occurred_at) AS e
            WHERE e.sequence = 1
               OR EXISTS (SELECT 1 FROM event p
                          WHERE p.stream_id = e.stream_id AND p.sequence = e.sequence - 1)
            ON CONFLICT (stream_id, sequence) DO NOTHING
            """;

    /**
     * Puts records into the outbox, in their order, by one statement however many they are.
     * Parameters: an array of each of {@link #outboxParameters}.
     */
    static final String ENQUEUE =
            """
            INSERT INTO outbox (shard, stream_id, topic, lane, key, headers, payload)
            SELECT shard, stream_id, topic, lane, key, headers, payload
            FROM unnest(?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
                AS r (shard, stream_id, topic, lane, key, headers, payload, place)
            ORDER BY place
            """;

    private static final String ENQUEUE_ROW = "(CAST(? AS smallint), ?, ?, ?, ?, ?, ?)";

    /** The stream's events in order: record, fingerprint, payload. Parameter: the stream. */
    public static final String LOAD =
            """
            SELECT record, schema_fingerprint, payload FROM event
            WHERE stream_id = ? ORDER BY sequence
            """;

    /**
     * Events of a stream before one of its sequences, the newest first. Parameters: the stream, the
     * sequence, full names of the wanted records with commas between, and how many at most.
     */
    public static final String LOAD_BEFORE =
            """
            SELECT record, schema_fingerprint, payload FROM event
            WHERE stream_id = ? AND sequence < ?
              AND record = ANY (string_to_array(CAST(? AS text), ','))
            ORDER BY sequence DESC LIMIT ?
            """;

    private EventSql() {}

    /**
     * Checks that the records are the next events of the stream.
     *
     * @throws IllegalArgumentException when they are not: a mistake of the caller
     */
    public static void checkSequence(
            UUID stream, long expectedVersion, List<OutboundRecord> events) {
        long sequence = expectedVersion;
        for (OutboundRecord event : events) {
            sequence++;
            EventMeta meta = event.meta();
            if (!meta.getStreamId().equals(stream) || meta.getSequence() != sequence) {
                throw new IllegalArgumentException(
                        "Expected event " + sequence + " of stream " + stream + ": " + event);
            }
        }
    }

    public static List<Object> appendParameters(OutboundRecord event) {
        EventMeta meta = event.meta();
        Map<String, String> headers = headers(event);
        return List.of(
                meta.getStreamId(),
                meta.getSequence(),
                meta.getRecordId(),
                event.topic().topicName(),
                event.value().getSchema().getFullName(),
                headers.get(Records.SCHEMA_HEADER),
                Records.encode(event.value()),
                meta.getOccurredAt().atOffset(ZoneOffset.UTC));
    }

    /**
     * @param extra further headers, as {@code traceparent}; no line breaks
     */
    public static List<Object> outboxParameters(OutboundRecord record, Map<String, String> extra) {
        if (record.topic().kind() == Topic.Kind.REPLIES) {
            throw new IllegalArgumentException("A reply goes to the partition that asked for it.");
        }
        Map<String, String> headers = headers(record);
        headers.putAll(extra);
        UUID stream = record.meta().getStreamId();
        return List.of(
                shard(stream),
                stream,
                record.topic().topicName(),
                record.meta().getLane(),
                record.key(),
                HeaderLines.format(headers),
                Records.encode(record.value()));
    }

    /**
     * Puts so many records into the outbox, for drivers that take no arrays. Parameters: {@link
     * #outboxParameters} of each.
     */
    public static String enqueue(int records) {
        return "INSERT INTO outbox (shard, stream_id, topic, lane, key, headers, payload) VALUES "
                + String.join(", ", Collections.nCopies(records, ENQUEUE_ROW));
    }

    static int shard(UUID stream) {
        return Math.floorMod(stream.hashCode(), SHARDS);
    }

    private static Map<String, String> headers(OutboundRecord record) {
        Map<String, String> headers = new LinkedHashMap<>();
        Records.headersOf(record.value())
                .forEach((name, value) ->
                        headers.put(name, new String(value, StandardCharsets.US_ASCII)));
        return headers;
    }
}
