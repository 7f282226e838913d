package io.waybill.flowengine.explanation.store;

import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where the events of a lead stand on flow.leads. Learning twice is harmless; one statement for a
 * batch, nothing of a record is read for it but key, name and place.
 */
@Singleton
public final class LeadPlaces {

    private static final RecordDecoder DECODER = new RecordDecoder();
    private static final String LEARN =
            """
            INSERT INTO lead_place (lead_id, partition, offsets, seen_at)
            SELECT l, p, string_to_array(o, ',')::bigint[], t
            FROM unnest(?::uuid[], ?::int[], ?::text[], ?::timestamptz[]) AS r (l, p, o, t)
            ON CONFLICT (lead_id) DO UPDATE SET offsets = lead_place.offsets || EXCLUDED.offsets
            """;
    private static final String LEARN_KEY =
            """
            INSERT INTO lead_place (lead_id, partition, offsets, key_record, seen_at)
            SELECT l, p, '{}', k, t
            FROM unnest(?::uuid[], ?::int[], ?::bytea[], ?::timestamptz[]) AS r (l, p, k, t)
            ON CONFLICT (lead_id) DO UPDATE SET key_record = EXCLUDED.key_record
            """;
    private static final String FIND =
            "SELECT partition, offsets, key_record FROM lead_place WHERE lead_id = ?";
    private static final String FORGET =
            """
            DELETE FROM lead_place WHERE lead_id IN
                (SELECT lead_id FROM lead_place WHERE seen_at < ? ORDER BY seen_at LIMIT ?)
            """;

    private final DataSource dataSource;

    LeadPlaces(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Events of one lead in one partition of flow.leads. */
    public record Seen(UUID leadId, int partition, List<Long> offsets, Instant at) {}

    /**
     * The record that says which data key a lead has, or that it has none any more.
     *
     * @param bytes as they stand on flow.keys
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    public record SeenKey(UUID leadId, int partition, byte[] bytes, Instant at) {}

    /**
     * @param offsets in order, each once
     */
    public record Place(int partition, List<Long> offsets, Optional<byte[]> keyRecord) {

        /** Whose lead it is; empty where nothing is known of its data key. */
        public Optional<UUID> account() {
            return keyRecord
                    .map(bytes -> DECODER.decode(null, null, bytes))
                    .flatMap(record ->
                            record instanceof Decoded.Event(SpecificRecord key)
                                    ? Optional.of(Records.meta(key).getAccountId())
                                    : Optional.empty());
        }
    }

    /** Each lead once. */
    public void learn(Collection<Seen> leads) throws SQLException {
        if (leads.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(LEARN)) {
            statement.setArray(1, array(connection, "uuid", leads.stream().map(Seen::leadId)));
            statement.setArray(2, array(connection, "int4", leads.stream().map(Seen::partition)));
            statement.setArray(
                    3,
                    array(
                            connection,
                            "text",
                            leads.stream()
                                    .map(lead ->
                                            lead.offsets().stream()
                                                    .map(String::valueOf)
                                                    .collect(Collectors.joining(",")))));
            statement.setArray(
                    4,
                    array(
                            connection,
                            "timestamptz",
                            leads.stream().map(lead -> Timestamp.from(lead.at()))));
            statement.executeUpdate();
        }
    }

    /** Each lead once, with what is known last. */
    public void learnKeys(Collection<SeenKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(LEARN_KEY)) {
            statement.setArray(1, array(connection, "uuid", keys.stream().map(SeenKey::leadId)));
            statement.setArray(2, array(connection, "int4", keys.stream().map(SeenKey::partition)));
            // The driver makes no array of bytes from an array of objects.
            byte[][] records = keys.stream().map(SeenKey::bytes).toArray(byte[][]::new);
            statement.setArray(3, connection.createArrayOf("bytea", records));
            statement.setArray(
                    4,
                    array(
                            connection,
                            "timestamptz",
                            keys.stream().map(key -> Timestamp.from(key.at()))));
            statement.executeUpdate();
        }
    }

    public Optional<Place> find(UUID leadId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, leadId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Long[] offsets = (Long[]) row.getArray(2).getArray();
                return Optional.of(
                        new Place(
                                row.getInt(1),
                                List.copyOf(new TreeSet<>(List.of(offsets))),
                                Optional.ofNullable(row.getBytes(3))));
            }
        }
    }

    /** Forgets up to {@code most} leads that came before. */
    public int forget(Instant before, int most) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setTimestamp(1, Timestamp.from(before));
            statement.setInt(2, most);
            return statement.executeUpdate();
        }
    }

    private static Array array(Connection connection, String type, Stream<?> values)
            throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
