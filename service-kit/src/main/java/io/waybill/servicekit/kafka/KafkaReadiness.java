package io.waybill.servicekit.kafka;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches the broker: ready while it answers. The first time it does, partition counts are compared
 * with {@code waybill.partitions}; a service that would write to wrong partitions does not start,
 * or ends, if the broker came later than the service.
 */
@Readiness
@Singleton
final class KafkaReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(KafkaReadiness.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Map<String, Object> broker;
    private final PartitionCountCheck counts;
    private final Thread thread =
            Thread.ofPlatform().name("kafka-watch").daemon().unstarted(this::run);
    private volatile boolean up;
    private volatile boolean stopped;
    private volatile @Nullable Admin admin;
    private boolean checked;

    KafkaReadiness(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "waybill.partitions") int partitions) {
        this.broker = broker;
        this.counts = new PartitionCountCheck(partitions);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka").status(up).build();
    }

    /** Looks once before any consumer starts, and goes on in the background. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        look();
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
        Admin made = admin;
        if (made != null) {
            made.close(Duration.ZERO);
        }
    }

    private void run() {
        try {
            while (!stopped) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (PartitionCountMismatch mismatch) {
            LOG.fatal(mismatch.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    private void look() {
        try {
            Admin asked = admin();
            if (!checked) {
                checked = counts.check(asked);
            } else {
                asked.describeCluster().nodes().get();
            }
            report(true);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (PartitionCountMismatch mismatch) {
            throw mismatch;
        } catch (ExecutionException | RuntimeException away) {
            LOG.debugf(away, "broker could not be asked");
            report(false);
        }
    }

    /** Made when it is asked, and again after a failure: no name of a broker may resolve yet. */
    private Admin admin() {
        Admin made = admin;
        if (made == null) {
            made = Admin.create(KafkaSettings.admin(broker));
            admin = made;
        }
        return made;
    }

    private void report(boolean answers) {
        if (answers != up) {
            LOG.infof("broker %s", answers ? "answers" : "does not answer");
        }
        up = answers;
    }
}
