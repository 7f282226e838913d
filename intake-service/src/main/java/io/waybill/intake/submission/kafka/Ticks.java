package io.waybill.intake.submission.kafka;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flow.v1.Tick;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.ProducedRecords;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The engine has no clock: each minute every partition of its inbox is told that time has passed,
 * by every instance. Repeats are harmless.
 */
@Singleton
final class Ticks {

    private static final UUID INSTALLATION = new UUID(0, 0);

    private final ProducedRecords producer;
    private final InstantSource clock;
    private final int partitions;

    Ticks(
            ProducedRecords producer,
            InstantSource clock,
            @ConfigProperty(name = "waybill.partitions") int partitions) {
        this.producer = producer;
        this.clock = clock;
        this.partitions = partitions;
    }

    int partitions() {
        return partitions;
    }

    Uni<Void> tick(int partition) {
        UUID id = TimeOrderedIds.next();
        EventMeta meta =
                Metas.request(Scope.of(INSTALLATION, id), INSTALLATION, id, clock.instant());
        Tick tick = Tick.newBuilder().setMeta(meta).setPartition(partition).build();
        return producer.sendAsIs(
                new OutboundRecord(Topic.FLOW_REQUESTS, INSTALLATION.toString(), tick)
                        .toPartition(partition));
    }
}
