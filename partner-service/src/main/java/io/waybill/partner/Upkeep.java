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
import java.util.List;
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
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Due due;
    private final SentInvitations invitations;
    private final Connections connections;
    private final Duration rhythm;
    private final Thread thread = Thread.ofVirtual().name("upkeep").unstarted(this::run);

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

        Uni<List<UUID>> invitations() {
            return invitations.due(clock.instant(), AT_ONCE);
        }

        Uni<List<UUID>> buyers() {
            return transactions.run(writing -> BuyerReviews.waiting(writing.session(), AT_ONCE));
        }
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
                boolean done = work(due::buyers, connections::review);
                done &= work(due::invitations, invitations::expire);
                Thread.sleep(done ? rhythm : AFTER_FAILURE);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each by itself: one that fails does not keep the others from being done. */
    private static boolean work(Supplier<Uni<List<UUID>>> found, Function<UUID, Uni<Void>> one)
            throws InterruptedException {
        List<UUID> ids = await(found);
        if (ids == null) {
            return false;
        }
        boolean done = true;
        for (UUID id : ids) {
            done &= await(() -> one.apply(id).replaceWith(true)) != null;
        }
        return done;
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
