package io.waybill.delivery.settling.store;

import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.settling.AttemptOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Pauses destinations that keep failing: first those who look after one are told, then others, then
 * nothing is sent but a probe now and then; an answered probe ends the pause. Each instance counts
 * for itself; that a destination is paused is known to all within a second.
 */
@Singleton
public final class Pauses {

    private static final Logger LOG = Logger.getLogger(Pauses.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    static final String ITSELF = "service:delivery";

    private final Transactions transactions;
    private final PauseTable table;
    private final DeliveryConfig config;
    private final Notices notices;
    private final InstantSource clock;
    private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();
    private final Map<UUID, Paused> paused = new ConcurrentHashMap<>();
    private final NoticeRate troubles = new NoticeRate();
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();

    /** What is to be written. */
    private sealed interface Change {
        record Told(UUID account, UUID destination, int failures, boolean others)
                implements Change {}

        record Begun(Paused paused) implements Change {}

        record Probed(Paused paused) implements Change {}

        record Ended(UUID account, UUID destination, String by) implements Change {}
    }

    @Inject
    Pauses(
            Transactions transactions,
            PauseTable table,
            DeliveryConfig config,
            Notices notices,
            InstantSource clock) {
        this.transactions = transactions;
        this.table = table;
        this.config = config;
        this.notices = notices;
        this.clock = clock;
    }

    /** Whether something may be sent to it now; of those who ask while it is paused, the probe. */
    boolean lets(UUID destination, Instant now) {
        Paused pause = paused.get(destination);
        if (pause == null) {
            return true;
        }
        Instant probeAt = pause.probeAt();
        if (probeAt == null || now.isBefore(probeAt)) {
            return false;
        }
        return paused.replace(destination, pause, pause.probedAt(now));
    }

    /** How many may be sent to it now; asking takes nothing. */
    int share(UUID destination, Instant now) {
        Paused pause = paused.get(destination);
        if (pause == null) {
            return Integer.MAX_VALUE;
        }
        Instant probeAt = pause.probeAt();
        return probeAt == null || now.isBefore(probeAt) ? 0 : 1;
    }

    /** How an attempt ended. Does not block. */
    void note(UUID account, UUID destination, AttemptOutcome outcome) {
        if (outcome == AttemptOutcome.SUCCESS || outcome == AttemptOutcome.FAILURE) {
            failures.remove(destination);
            Paused pause = paused.get(destination);
            // What a person paused goes on when a person says so.
            if (pause != null && pause.probeAt() != null) {
                paused.remove(destination);
                changes.add(new Change.Ended(account, destination, ITSELF));
            }
            return;
        }
        int count = failures.merge(destination, 1, Integer::sum);
        Paused pause = paused.get(destination);
        if (pause != null) {
            probed(pause);
        } else if (count >= config.pauseAfter()) {
            begin(account, destination, count);
        } else if (count == config.notifyAfter() || count == config.notifyOthersAfter()) {
            boolean others = count == config.notifyOthersAfter();
            if (troubles.allows(destination, Boolean.toString(others), clock.instant())) {
                changes.add(new Change.Told(account, destination, count, others));
            }
        }
    }

    // What was on its way when the pause began says nothing new: only the probe does.
    private void probed(Paused pause) {
        Paused longer = pause.longer(clock.instant(), config.longestProbe());
        if (pause.probing() && paused.replace(pause.destinationId(), pause, longer)) {
            changes.add(new Change.Probed(longer));
        }
    }

    private void begin(UUID account, UUID destination, int count) {
        Instant now = clock.instant();
        Duration pause = config.firstProbe();
        Paused begun =
                new Paused(account, destination, count, now, now.plus(pause), pause, false, ITSELF);
        if (paused.putIfAbsent(destination, begun) == null) {
            changes.add(new Change.Begun(begun));
        }
    }

    /** A person pauses it, until a person resumes it. Returns false where it is paused already. */
    public boolean pause(UUID account, UUID destination, String by) throws SQLException {
        Instant now = clock.instant();
        Paused begun = new Paused(account, destination, 0, now, null, Duration.ZERO, false, by);
        boolean changed = transactions.once((connection, _) -> table.begin(connection, begun, now));
        paused.put(destination, begun);
        return changed;
    }

    /** A person resumes it. Returns false where it is not paused. */
    public boolean resume(UUID account, UUID destination, String by) throws SQLException {
        Instant now = clock.instant();
        boolean changed =
                transactions.once(
                        (connection, _) -> table.end(connection, account, destination, by, now));
        failures.remove(destination);
        paused.remove(destination);
        return changed;
    }

    /** The pause of a destination, where it is paused; as this instance knows it. */
    public Optional<Paused> of(UUID account, UUID destination) {
        return Optional.ofNullable(paused.get(destination))
                .filter(pause -> pause.accountId().equals(account));
    }

    /** Works in the calling thread until it is interrupted. */
    void run() {
        Instant next = Instant.EPOCH;
        try {
            while (true) {
                Change change = changes.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                if (change != null) {
                    boolean changed =
                            transactions.persistently(
                                    (connection, again) -> write(connection, change) || again);
                    if (changed) {
                        tell(change);
                    }
                }
                Instant now = clock.instant();
                if (changes.isEmpty() && !now.isBefore(next)) {
                    refresh();
                    next = now.plus(LOOK_EVERY);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Change change) {
        switch (change) {
            case Change.Told(UUID account, UUID destination, int count, boolean others) ->
                    notices.troubled(account, destination, count, others);
            case Change.Begun(Paused pause) ->
                    notices.paused(pause.accountId(), pause.destinationId(), pause.failures());
            case Change.Ended(UUID account, UUID destination, _) ->
                    notices.resumed(account, destination);
            case Change.Probed _ -> {}
        }
    }

    /** Returns whether it was not so before. */
    private boolean write(Connection connection, Change change) throws SQLException {
        Instant now = clock.instant();
        return switch (change) {
            case Change.Told(UUID account, UUID destination, int count, boolean others) ->
                    table.tell(connection, account, destination, count, others, now);
            case Change.Begun(Paused pause) -> table.begin(connection, pause, now);
            case Change.Probed(Paused pause) -> {
                table.probed(connection, pause);
                yield true;
            }
            case Change.Ended(UUID account, UUID destination, String by) ->
                    table.end(connection, account, destination, by, now);
        };
    }

    /** What other instances have paused and resumed. */
    private void refresh() {
        try {
            Map<UUID, Paused> known = new HashMap<>();
            for (Paused pause : transactions.once((connection, _) -> table.all(connection))) {
                known.put(pause.destinationId(), pause);
            }
            if (changes.isEmpty()) {
                // What somebody resumed elsewhere begins anew here, too.
                for (UUID resumed : Set.copyOf(paused.keySet())) {
                    if (!known.containsKey(resumed)) {
                        failures.remove(resumed);
                        paused.remove(resumed);
                    }
                }
                known.forEach((id, pause) ->
                        paused.merge(id, pause, (ours, theirs) -> theirs.goesBefore(ours)));
            }
        } catch (SQLException away) {
            LOG.warnf("database failed state=%s", away.getSQLState());
        }
    }
}
