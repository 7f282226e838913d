package io.waybill.flowengine.linkedrun.store;

import io.waybill.flowengine.leadrun.DeliveredSince;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What became of deliveries behind the settling of their steps, as delivery said last. Learning
 * twice, or in another order, is harmless.
 */
@Singleton
public final class DeliveriesSince {

    private static final String LEARN =
            """
            INSERT INTO delivered_since AS s (event_id, run_id, step_id, sequence, known, seen_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id) DO UPDATE
            SET sequence = EXCLUDED.sequence, known = EXCLUDED.known, seen_at = EXCLUDED.seen_at
            WHERE s.sequence < EXCLUDED.sequence
            """;
    private static final String FIND =
            """
            SELECT step_id, event_id, known = 'taken' FROM delivered_since
            WHERE run_id = ANY (?) AND known <> 'not_taken' ORDER BY event_id
            """;
    private static final String FORGET =
            """
            DELETE FROM delivered_since WHERE event_id IN
                (SELECT event_id FROM delivered_since WHERE seen_at < ? ORDER BY seen_at LIMIT ?)
            """;

    private final DataSource dataSource;

    DeliveriesSince(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is known of a delivery. */
    public enum Known {
        TAKEN,
        NOT_TAKEN,
        /** Another attempt is due, or the buyer may have the lead without an answer. */
        UNKNOWN
    }

    /**
     * What delivery said.
     *
     * @param sequence of the event that says so, in the stream of the delivery
     */
    public record Said(
            UUID eventId, UUID runId, String stepId, long sequence, Known known, Instant at) {}

    public void learn(Collection<Said> all) throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(LEARN)) {
            for (Said said : all) {
                statement.setObject(1, said.eventId());
                statement.setObject(2, said.runId());
                statement.setString(3, said.stepId());
                statement.setLong(4, said.sequence());
                statement.setString(5, said.known().name().toLowerCase(Locale.ROOT));
                statement.setTimestamp(6, Timestamp.from(said.at()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Of these runs; what the buyers do not have for certain is left out. */
    public List<DeliveredSince> of(Collection<UUID> runs) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setArray(1, connection.createArrayOf("uuid", runs.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                List<DeliveredSince> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(
                            new DeliveredSince(
                                    rows.getString(1),
                                    rows.getObject(2, UUID.class),
                                    rows.getBoolean(3)));
                }
                return found;
            }
        }
    }

    /** Forgets up to {@code most} that were told of before. */
    public int forget(Instant before, int most) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setTimestamp(1, Timestamp.from(before));
            statement.setInt(2, most);
            return statement.executeUpdate();
        }
    }
}
