package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.DeliveryFilter;
import io.waybill.delivery.settling.store.Interventions.Answer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has many deliveries sent again. A wish is a row; it is worked off some deliveries at a time, each
 * time in one transaction with how far it has come, by whichever instance takes it: nothing is
 * planned twice, and a kill in between costs nothing.
 */
@Singleton
public final class Redeliveries {

    private static final Logger LOG = Logger.getLogger(Redeliveries.class);
    private static final int AT_ONCE = 100;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final Interventions interventions;
    private final InstantSource clock;
    private final Semaphore woken = new Semaphore(0);

    @Inject
    Redeliveries(Transactions transactions, Interventions interventions, InstantSource clock) {
        this.transactions = transactions;
        this.interventions = interventions;
        this.clock = clock;
    }

    /** Who wants what. */
    public record Wish(
            UUID account, String by, @Nullable String key, DeliveryFilter filter, int most) {}

    /**
     * Writes a wish down; the same key gives the same one.
     *
     * @return nothing where the key stands for another wish
     */
    public Optional<Redelivery> ask(Wish wish) throws SQLException {
        Instant now = clock.instant();
        Optional<Redelivery> asked =
                transactions.once((connection, _) -> {
                    boolean made = RedeliveryTable.insert(connection, wish, UUID.randomUUID(), now);
                    Redelivery found = RedeliveryTable.newest(connection, wish, now);
                    return made || found.isOf(wish) ? Optional.of(found) : Optional.empty();
                });
        woken.release();
        return asked;
    }

    public Optional<Redelivery> find(UUID account, UUID id) throws SQLException {
        return transactions.once((connection, _) -> RedeliveryTable.find(connection, account, id));
    }

    /** Works in the calling thread until it is interrupted. */
    void run() {
        try {
            while (true) {
                if (!step() && woken.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there was something to do. */
    private boolean step() {
        try {
            boolean done = transactions.once((connection, _) -> step(connection));
            if (done) {
                interventions.wake();
            }
            return done;
        } catch (SQLException away) {
            LOG.warnf("database failed state=%s", away.getSQLState());
        } catch (RuntimeException defect) {
            LOG.error("a wish cannot be worked off", defect);
        }
        return false;
    }

    private boolean step(Connection connection) throws SQLException {
        Optional<Redelivery> open = RedeliveryTable.open(connection);
        if (open.isEmpty()) {
            return false;
        }
        Redelivery wish = open.get();
        int room = Math.min(AT_ONCE, wish.most() - wish.lookedAt());
        try (PreparedStatement select = RedeliveryTable.next(connection, wish, room + 1);
                ResultSet rows = select.executeQuery()) {
            int looked = 0;
            int planned = 0;
            Redelivery.Place last = wish.last();
            boolean more = false;
            while (rows.next()) {
                if (looked == room) {
                    more = true;
                    break;
                }
                looked++;
                last = RedeliveryTable.place(rows);
                planned += plan(connection, wish, last.eventId()) ? 1 : 0;
            }
            boolean done = !more || wish.lookedAt() + looked >= wish.most();
            RedeliveryTable.advance(
                    connection,
                    wish.advanced(looked, planned, last),
                    done ? clock.instant() : null,
                    more);
            return true;
        }
    }

    private boolean plan(Connection connection, Redelivery wish, UUID eventId) throws SQLException {
        return interventions.redeliver(connection, wish.account(), eventId, wish.by())
                        instanceof Answer.Done(boolean changed)
                && changed;
    }
}
