package io.waybill.intake.submission.kafka;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.waybill.intake.IntakeConfig;
import io.waybill.intake.submission.LeadInbox;
import io.waybill.intake.submission.NewLead;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.ProducedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * flow.requests as the place where leads are safe. While the broker is away no lead is put into the
 * producer's queue: a tick each second, which may be lost and repeated, finds out when it is back.
 * Behind a proxy, since routes are made before there is a producer.
 */
@ApplicationScoped
class KafkaLeadInbox implements LeadInbox {

    private static final Logger LOG = Logger.getLogger(KafkaLeadInbox.class);
    private static final long PROBE_MILLIS = 1_000;

    private final ProducedRecords producer;
    private final SubmitLeadMapper mapper;
    private final Ticks ticks;
    private final Duration keepWithin;
    private final AtomicBoolean reachable = new AtomicBoolean(true);
    private int probed;

    KafkaLeadInbox(
            ProducedRecords producer, SubmitLeadMapper mapper, Ticks ticks, IntakeConfig config) {
        this.producer = producer;
        this.mapper = mapper;
        this.ticks = ticks;
        this.keepWithin = config.keepWithin();
    }

    void start(@Observes StartupEvent event, Vertx vertx, IntakeConfig config) {
        vertx.setPeriodic(PROBE_MILLIS, _ -> probe());
        vertx.setPeriodic(config.minute().toMillis(), _ -> tick());
    }

    @Override
    public boolean reachable() {
        return reachable.get();
    }

    @Override
    public CompletionStage<Void> put(NewLead lead) {
        String key = lead.stamp().leadId().toString();
        return watched(
                producer.send(new OutboundRecord(Topic.FLOW_REQUESTS, key, mapper.map(lead))));
    }

    /** Any acknowledgement says that Kafka is there, any failure that it is not. */
    private CompletionStage<Void> watched(Uni<Void> sending) {
        return sending.ifNoItem()
                .after(keepWithin)
                .fail()
                .onItemOrFailure()
                .invoke((_, failure) -> judge(failure == null))
                .subscribeAsCompletionStage();
    }

    private void judge(boolean kept) {
        if (reachable.getAndSet(kept) != kept) {
            LOG.warn(
                    kept
                            ? "leads are taken again"
                            : "leads are refused: Kafka does not acknowledge");
        }
    }

    /** A minute that passes unheard is made up for by the next. */
    private void tick() {
        if (reachable.get()) {
            for (int partition = 0; partition < ticks.partitions(); partition++) {
                watched(ticks.tick(partition));
            }
        }
    }

    private void probe() {
        if (!reachable.get()) {
            probed = (probed + 1) % ticks.partitions();
            watched(ticks.tick(probed));
        }
    }
}
