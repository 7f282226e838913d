package io.waybill.flowengine.linkedrun.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.waybill.delivery.v1.DeliveryGivenUp;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.RedeliveryPlanned;
import io.waybill.flowengine.EngineConfig;
import io.waybill.flowengine.linkedrun.store.DeliveriesSince;
import io.waybill.flowengine.linkedrun.store.DeliveriesSince.Known;
import io.waybill.flowengine.linkedrun.store.DeliveriesSince.Said;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Learns what became of deliveries behind the settling of their steps. Of the many records of
 * delivery.attempts only those are decoded that say so. Learning twice is harmless, so that offsets
 * are committed after a batch, without more care.
 */
@ApplicationScoped
class DeliveredSinceConsumer {

    static final String CHANNEL = "delivered-since";

    private static final Logger LOG = Logger.getLogger(DeliveredSinceConsumer.class);
    private static final RecordDecoder DECODER = new RecordDecoder();

    /** Version of the ids of what tells sources of feedback, which delivers nothing. */
    private static final int DERIVED = 5;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);
    private static final int FORGOTTEN_AT_ONCE = 5_000;
    private static final Set<String> TELLING =
            Set.of(
                    RedeliveryPlanned.getClassSchema().getFullName(),
                    DeliveryGivenUp.getClassSchema().getFullName(),
                    DeliveryReconciled.getClassSchema().getFullName());

    private final DeliveriesSince deliveries;
    private final InstantSource clock;
    private final Duration kept;
    private Instant cleaned = Instant.EPOCH;

    DeliveredSinceConsumer(DeliveriesSince deliveries, InstantSource clock, EngineConfig config) {
        this.deliveries = deliveries;
        this.clock = clock;
        // A lead that cannot be found any more has no further run.
        this.kept = config.explainedFor();
    }

    private interface Write {
        void run() throws SQLException;
    }

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<String, byte[]> batch) throws InterruptedException {
        Instant now = clock.instant();
        Instant horizon = now.minus(kept);
        List<Said> all = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            if (tells(record) && Instant.ofEpochMilli(record.timestamp()).isAfter(horizon)) {
                said(record)
                        .filter(told -> told.eventId().version() != DERIVED)
                        .ifPresent(all::add);
            }
        }
        write(() -> deliveries.learn(all));
        if (cleaned.isBefore(now.minus(BETWEEN_CLEANINGS))) {
            cleaned = now;
            write(() -> deliveries.forget(horizon, FORGOTTEN_AT_ONCE));
        }
    }

    private static boolean tells(ConsumerRecord<String, byte[]> record) {
        Header name = record.headers().lastHeader(Records.NAME_HEADER);
        return record.value() != null
                && name != null
                && TELLING.contains(new String(name.value(), StandardCharsets.US_ASCII));
    }

    private static Optional<Said> said(ConsumerRecord<String, byte[]> record) {
        return switch (DECODER.decode(null, null, record.value())) {
            case Decoded.Event(RedeliveryPlanned planned) ->
                    Optional.of(
                            said(
                                    planned.getMeta(),
                                    planned.getLeadId(),
                                    planned.getStepId(),
                                    Known.UNKNOWN));
            case Decoded.Event(DeliveryGivenUp givenUp) ->
                    Optional.of(
                            said(
                                    givenUp.getMeta(),
                                    givenUp.getLeadId(),
                                    givenUp.getStepId(),
                                    givenUp.getCertain() ? Known.NOT_TAKEN : Known.UNKNOWN));
            case Decoded.Event(DeliveryReconciled known) ->
                    Optional.of(
                            said(
                                    known.getMeta(),
                                    known.getLeadId(),
                                    known.getStepId(),
                                    known.getOutcome() == Outcome.SUCCESS
                                            ? Known.TAKEN
                                            : Known.NOT_TAKEN));
            case Decoded _ -> Optional.empty();
        };
    }

    private static Said said(EventMeta meta, UUID runId, String stepId, Known known) {
        return new Said(
                meta.getStreamId(), runId, stepId, meta.getSequence(), known, meta.getOccurredAt());
    }

    /** Waits for the database as long as it is away. */
    private static void write(Write write) throws InterruptedException {
        while (true) {
            try {
                write.run();
                return;
            } catch (SQLException away) {
                LOG.warnf("what became of deliveries not stored yet cause=%s", away.getSQLState());
                Thread.sleep(PAUSE);
            }
        }
    }
}
