package io.waybill.servicekit.store;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.eventsourcing.store.KafkaOutboxPublisher;
import io.waybill.eventsourcing.store.Relay;
import io.waybill.servicekit.kafka.ProducedRecords;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Runs the relay of a service that has a database and an outbox; does nothing in one that has none.
 */
@Singleton
@Unremovable
public final class RelayLifecycle {

    private final Instance<DataSource> dataSource;
    private final ProducedRecords produced;
    private final int partitions;
    private volatile @Nullable Relay relay;

    RelayLifecycle(
            Instance<DataSource> dataSource,
            ProducedRecords produced,
            @ConfigProperty(name = "waybill.partitions") int partitions) {
        this.dataSource = dataSource;
        this.produced = produced;
        this.partitions = partitions;
    }

    /** Publishes what was committed before this call, without waiting for it. Cheap. */
    public void wake() {
        Relay running = relay;
        if (running != null) {
            running.wake();
        }
    }

    void start(@Observes StartupEvent event) {
        if (dataSource.isResolvable()) {
            Relay started =
                    new Relay(
                            dataSource.get(),
                            new KafkaOutboxPublisher(produced.producer(), partitions));
            started.start();
            relay = started;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        Relay running = relay;
        if (running != null) {
            running.close();
        }
    }
}
