package io.waybill.flowengine.partner.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.flowengine.partner.store.Followings;
import io.waybill.flowengine.partner.store.Followings.Following;
import io.waybill.flowengine.partner.store.KnownPartner;
import io.waybill.flowengine.partner.store.PartnerFlows;
import io.waybill.flowengine.partner.store.PartnerTable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Lets flows follow connections, one after the other, on a thread of its own in each instance. What
 * cannot be followed now is tried again, and nothing waits for it.
 */
@Singleton
final class FollowingFlows {

    private static final Logger LOG = Logger.getLogger(FollowingFlows.class);
    private static final int AT_ONCE = 100;
    private static final Duration RHYTHM = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Followings followings;
    private final PartnerTable partners;
    private final PartnerFlows flows;
    private final SellerNames names;
    private final InstantSource clock;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("following").unstarted(this::run);

    FollowingFlows(
            Followings followings,
            PartnerTable partners,
            PartnerFlows flows,
            SellerNames names,
            InstantSource clock) {
        this.followings = followings;
        this.partners = partners;
        this.flows = flows;
        this.names = names;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** Something new may have to be followed. */
    void look() {
        news.release();
    }

    private void run() {
        try {
            while (true) {
                if (!follow() && news.tryAcquire(RHYTHM.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there may be more at once. */
    private boolean follow() throws InterruptedException {
        try {
            List<Following> due = followings.due(clock.instant(), AT_ONCE);
            for (Following following : due) {
                follow(following);
            }
            return due.size() == AT_ONCE;
        } catch (SQLException away) {
            LOG.warnf("connections are not followed for now state=%s", away.getSQLState());
            return false;
        }
    }

    private void follow(Following following) throws SQLException, InterruptedException {
        try {
            Optional<KnownPartner> known = partners.find(following.connectionId());
            if (known.isPresent()) {
                flows.follow(
                        known.get(),
                        following
                                .name()
                                .flatMap(name -> names.open(following.connectionId(), name)));
            }
            followings.done(following);
        } catch (RuntimeException notNow) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            LOG.warnf(
                    notNow,
                    "flows do not follow a connection yet connection=%s",
                    following.connectionId());
            followings.postpone(following, clock.instant(), AGAIN);
        }
    }
}
