package io.waybill.delivery.settling.store;

import io.waybill.delivery.DeliveryConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Forgets what ended long ago, in small transactions until nothing is left, and at once what
 * belongs to leads that are erased.
 */
@Singleton
final class Forgetting {

    private static final int AT_ONCE = 1_000;

    /** In one look, so that others have their turn. */
    private static final int MOST_ROUNDS = 30;

    private static final Duration EVERY = Duration.ofMinutes(5);

    private static final List<String> OTHERS =
            List.of(
                    """
                    DELETE FROM batch_row WHERE event_id IN (
                        SELECT event_id FROM batch_row WHERE ended_at < ?
                        ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED)
                    """,
                    """
                    DELETE FROM batch WHERE id IN (
                        SELECT id FROM batch b
                        WHERE ended_at < ?
                          AND NOT EXISTS (SELECT 1 FROM batch_row r WHERE r.batch_id = b.id)
                        ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED)
                    """,
                    """
                    DELETE FROM redelivery WHERE id IN (
                        SELECT id FROM redelivery WHERE done_at < ?
                        ORDER BY done_at LIMIT ? FOR UPDATE SKIP LOCKED)
                    """);

    private final Transactions transactions;
    private final Erasures erasures;
    private final InstantSource clock;
    private final Duration keep;
    private Instant next = Instant.EPOCH;

    @Inject
    Forgetting(
            Transactions transactions,
            Erasures erasures,
            InstantSource clock,
            DeliveryConfig config) {
        this.transactions = transactions;
        this.erasures = erasures;
        this.clock = clock;
        this.keep = config.keep();
    }

    private interface Statement {
        int forget(Connection connection) throws SQLException;
    }

    void look() throws SQLException {
        int erased = 0;
        while (erased < MOST_ROUNDS && erasures.next()) {
            erased++;
        }
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        Instant before = now.minus(keep);
        boolean done = forget(connection -> Claims.forget(connection, before, AT_ONCE));
        for (String sql : OTHERS) {
            done &= forget(connection -> forget(connection, sql, before));
        }
        if (done) {
            next = now.plus(EVERY);
        }
    }

    /** Returns whether nothing is left. */
    private boolean forget(Statement statement) throws SQLException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (transactions.once((connection, _) -> statement.forget(connection)) < AT_ONCE) {
                return true;
            }
        }
        return false;
    }

    private static int forget(Connection connection, String sql, Instant before)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            Columns columns = new Columns(delete);
            columns.time(before);
            columns.integer(AT_ONCE);
            return delete.executeUpdate();
        }
    }
}
