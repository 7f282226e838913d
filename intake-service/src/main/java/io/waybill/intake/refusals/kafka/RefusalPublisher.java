package io.waybill.intake.refusals.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.intake.IntakeConfig;
import io.waybill.intake.refusals.RefusalCount;
import io.waybill.intake.refusals.RefusalCount.Refused;
import io.waybill.intake.refusals.RefusalCounts;
import io.waybill.intake.v1.SubmissionsRefused;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.ProducedRecords;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Writes what was refused in the last minute, an event per source and reason. What Kafka does not
 * take is counted again with the next minute; a count may be written twice when its acknowledgement
 * is lost.
 */
@Singleton
final class RefusalPublisher {

    private static final Logger LOG = Logger.getLogger(RefusalPublisher.class);
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private final RefusalCounts counts;
    private final ProducedRecords producer;
    private final InstantSource clock;

    RefusalPublisher(RefusalCounts counts, ProducedRecords producer, InstantSource clock) {
        this.counts = counts;
        this.producer = producer;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx, IntakeConfig config) {
        vertx.setPeriodic(
                config.minute().toMillis(), _ -> publish().subscribe().with(_ -> {}, this::missed));
    }

    /** The last counts are written before the producer closes, if the broker is there. */
    void stop(@Observes ShutdownEvent event) {
        try {
            publish().await().atMost(AT_MOST);
        } catch (RuntimeException away) {
            missed(away);
        }
    }

    private Uni<Void> publish() {
        Instant now = clock.instant();
        List<Uni<Void>> sent =
                counts.take(now).stream()
                        .map(count ->
                                producer.send(record(count, now))
                                        .onFailure()
                                        .invoke(() -> counts.giveBack(count)))
                        .toList();
        return sent.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(sent).andCollectFailures().replaceWithVoid();
    }

    private void missed(Throwable away) {
        LOG.warnf("refusals not written cause=%s", away.getClass().getSimpleName());
    }

    private static OutboundRecord record(RefusalCount count, Instant now) {
        Refused refused = count.refused();
        UUID id = TimeOrderedIds.next();
        Scope scope = new Scope(refused.accountId(), null, refused.lane(), id, false);
        SubmissionsRefused event =
                SubmissionsRefused.newBuilder()
                        .setMeta(Metas.first(scope, id, id, now))
                        .setFlowId(refused.flowId())
                        .setSourceId(refused.sourceId())
                        .setCode(refused.refusal().code())
                        .setCount(count.count())
                        .setSince(count.since())
                        .build();
        return new OutboundRecord(Topic.INTAKE_REFUSALS, refused.sourceId().toString(), event);
    }
}
