package io.waybill.delivery.settling.store;

import io.waybill.delivery.DeliveryConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * This process under its instance's number. Whoever registers a number takes it over from the
 * process before, whose deliveries are then nobody's at once. Other processes' deliveries are
 * nobody's when their lease has run out, provided that this one could renew its own all that time:
 * after an outage of the database everybody's has.
 */
@Singleton
class Lease {

    private static final String REGISTER =
            """
            INSERT INTO instance (number, owner, alive_until)
            VALUES (?, ?, now() + ? * interval '1 millisecond')
            ON CONFLICT (number) DO UPDATE
            SET owner = excluded.owner, alive_until = excluded.alive_until
            """;

    private static final String RENEW =
            """
            UPDATE instance SET alive_until = now() + ? * interval '1 millisecond'
            WHERE number = ? AND owner = ?
            """;

    private final int number;
    private final Duration length;
    private final UUID owner = UUID.randomUUID();
    private final CountDownLatch registered = new CountDownLatch(1);
    // Since when each renewal has succeeded, and when the last did; written by one thread.
    private volatile long renewedSince;
    private volatile long renewedAt;

    @Inject
    Lease(@ConfigProperty(name = "waybill.instance") int number, DeliveryConfig config) {
        this.number = number;
        this.length = config.lease();
    }

    UUID owner() {
        return owner;
    }

    void register(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REGISTER)) {
            statement.setInt(1, number);
            statement.setObject(2, owner);
            statement.setLong(3, length.toMillis());
            statement.executeUpdate();
        }
    }

    /** Nothing may be owned before this process can be told from a dead one. */
    void awaitRegistered() throws InterruptedException {
        registered.await();
    }

    void registered() {
        long now = System.nanoTime();
        renewedSince = now;
        renewedAt = now;
        registered.countDown();
    }

    void renewed() {
        renewedAt = System.nanoTime();
    }

    /**
     * Whether it is certain that nobody else takes this process for dead. Before that is in doubt,
     * it must not take over more.
     */
    boolean isFresh() {
        return System.nanoTime() - renewedAt < length.dividedBy(2).toNanos();
    }

    /** Returns false where another process has registered this number. */
    boolean renew(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setLong(1, length.toMillis());
            statement.setInt(2, number);
            statement.setObject(3, owner);
            return statement.executeUpdate() == 1;
        }
    }

    /** Lets others take over at once. */
    void release(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM instance WHERE owner = ?")) {
            statement.setObject(1, owner);
            statement.executeUpdate();
        }
    }

    /** A renewal failed: whether others are silent cannot be judged for a while. */
    void interrupted() {
        renewedSince = System.nanoTime();
    }

    boolean mayJudgeSilence() {
        return isFresh() && System.nanoTime() - renewedSince > length.toNanos();
    }

    /** How often to renew. */
    Duration rhythm() {
        return length.dividedBy(5);
    }
}
