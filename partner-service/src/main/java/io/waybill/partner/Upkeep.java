package io.waybill.partner;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.waybill.partner.connection.store.Connections;
import io.waybill.partner.invitation.store.InvitationReader;
import io.waybill.partner.invitation.store.SentInvitations;
import io.waybill.partner.store.BuyerReviews;
import io.waybill.partner.store.Transactions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what becomes due by itself: ends invitations whose time is over, and brings connections in
 * line with their buyers. Every instance does; what another one was faster with is no error.
 */
@Singleton
final class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final int AT_ONCE = 100;
    private static final int DROPPED_AT_ONCE = 1000;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration POSTPONED = Duration.ofMinutes(1);

    private final Due due;
    private final SentInvitations invitations;
    private final Connections connections;
    private final Duration rhythm;
    private final Thread thread = Thread.ofVirtual().name("upkeep").unstarted(this::run);
    // One that fails always must not hide those behind it.
    private UUID expiredUpTo = InvitationReader.BEFORE_ALL;

    Upkeep(Due due, SentInvitations invitations, Connections connections, PartnerConfig config) {
        this.due = due;
        this.invitations = invitations;
        this.connections = connections;
        this.rhythm = config.upkeepRhythm();
    }

    /** Finds what has to be done. */
    @Singleton
    static final class Due {

        private final InvitationReader invitations;
        private final Transactions transactions;
        private final InstantSource clock;

        Due(InvitationReader invitations, Transactions transactions, InstantSource clock) {
            this.invitations = invitations;
            this.transactions = transactions;
            this.clock = clock;
        }

        Uni<List<UUID>> invitations(UUID after) {
            return invitations.due(clock.instant(), after, AT_ONCE);
        }

        Uni<Integer> withoutConnections() {
            return transactions.run(writing ->
                    BuyerReviews.drop(writing.session(), writing.now(), DROPPED_AT_ONCE));
        }

        Uni<List<UUID>> buyers() {
            return transactions.run(
                    writing -> BuyerReviews.waiting(writing.session(), writing.now(), AT_ONCE));
        }

        Uni<Boolean> postpone(UUID buyer) {
            return transactions.run(writing ->
                    BuyerReviews.postpone(writing.session(), buyer, writing.now().plus(POSTPONED))
                            .replaceWith(true));
        }
    }

    /** How far a round has come. */
    private enum Round {
        MORE_TO_DO,
        DONE,
        FAILED
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Set<Round> rounds = Set.copyOf(List.of(review(), expire()));
                if (rounds.contains(Round.FAILED)) {
                    Thread.sleep(AFTER_FAILURE);
                } else if (!rounds.contains(Round.MORE_TO_DO)) {
                    Thread.sleep(rhythm);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private Round review() throws InterruptedException {
        Integer dropped = await(due::withoutConnections);
        List<UUID> buyers = dropped == null ? null : await(due::buyers);
        if (dropped == null || buyers == null) {
            return Round.FAILED;
        }
        List<UUID> failed = failed(buyers, connections::review);
        for (UUID buyer : failed) {
            await(() -> due.postpone(buyer));
        }
        return dropped == DROPPED_AT_ONCE ? Round.MORE_TO_DO : round(buyers, failed);
    }

    private Round expire() throws InterruptedException {
        List<UUID> over = await(() -> due.invitations(expiredUpTo));
        if (over == null) {
            return Round.FAILED;
        }
        Round round = round(over, failed(over, invitations::expire));
        expiredUpTo = over.size() == AT_ONCE ? over.getLast() : InvitationReader.BEFORE_ALL;
        return round;
    }

    /** Each by itself: one that fails does not keep the others from being done. */
    private static List<UUID> failed(List<UUID> ids, Function<UUID, Uni<Void>> one)
            throws InterruptedException {
        List<UUID> failed = new ArrayList<>();
        for (UUID id : ids) {
            if (await(() -> one.apply(id).replaceWith(true)) == null) {
                failed.add(id);
            }
        }
        return failed;
    }

    private static Round round(List<UUID> all, List<UUID> failed) {
        if (!all.isEmpty() && failed.size() == all.size()) {
            return Round.FAILED;
        }
        return all.size() == AT_ONCE ? Round.MORE_TO_DO : Round.DONE;
    }

    private static <T> @Nullable T await(Supplier<Uni<T>> work) throws InterruptedException {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (InterruptedException end) {
            throw end;
        } catch (Throwable failure) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            LOG.warnf(failure, "upkeep waits wait=%s", AFTER_FAILURE);
            return null;
        }
    }
}
