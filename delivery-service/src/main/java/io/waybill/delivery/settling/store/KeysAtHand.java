package io.waybill.delivery.settling.store;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.eventsourcing.sealing.MasterKeys;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Whether this process has the master keys of what it is asked to send. One that it lacks is its
 * operator's mistake, which goes by with a restart, and not the lead's, which must not end for it:
 * requests wait where they are safe. Ready unless some wait.
 */
@Default
@Readiness
@Singleton
class KeysAtHand implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(KeysAtHand.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final MasterKeys masterKeys;
    private final Transactions transactions;
    private volatile Set<String> missing = Set.of();

    @Inject
    KeysAtHand(MasterKeys masterKeys, Transactions transactions) {
        this.masterKeys = masterKeys;
        this.transactions = transactions;
    }

    /**
     * Returns when all of them can be opened.
     *
     * @throws InterruptedException when the service ends first
     */
    void await(List<Request> batch) throws InterruptedException {
        Set<String> unknown = unknown(batch);
        if (unknown.isEmpty()) {
            return;
        }
        LOG.errorf("requests wait for master keys that are not here keys=%s", unknown);
        missing = unknown;
        while (!transactions.isClosing()) {
            Thread.sleep(LOOK_EVERY);
        }
        throw new InterruptedException("the service ends");
    }

    private Set<String> unknown(List<Request> batch) {
        Set<String> unknown = new TreeSet<>();
        for (Request incoming : batch) {
            DeliverLead request = incoming.request();
            if (!masterKeys.has(request.getMasterKeyId())) {
                unknown.add(request.getMasterKeyId());
            }
        }
        return unknown;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("master keys").status(missing.isEmpty()).build();
    }
}
