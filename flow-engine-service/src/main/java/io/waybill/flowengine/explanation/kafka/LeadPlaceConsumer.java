package io.waybill.flowengine.explanation.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.waybill.flow.v1.LaneCheckpoint;
import io.waybill.flow.v1.VersionLive;
import io.waybill.flowengine.EngineConfig;
import io.waybill.flowengine.explanation.store.LeadPlaces;
import io.waybill.flowengine.explanation.store.LeadPlaces.Seen;
import io.waybill.flowengine.explanation.store.LeadPlaces.SeenKey;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Learns where the events of leads stand, by their keys: no record is decoded. Learning twice is
 * harmless, so that offsets are committed after a batch, without more care.
 */
@ApplicationScoped
class LeadPlaceConsumer {

    static final String CHANNEL = "lead-places";

    private static final Logger LOG = Logger.getLogger(LeadPlaceConsumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);
    private static final int FORGOTTEN_AT_ONCE = 5_000;

    /** Streams on flow.leads that are no leads. */
    private static final Set<String> OTHERS =
            Set.of(
                    VersionLive.getClassSchema().getFullName(),
                    LaneCheckpoint.getClassSchema().getFullName());

    private final LeadPlaces places;
    private final InstantSource clock;
    private final Duration kept;
    private Instant cleaned = Instant.EPOCH;

    LeadPlaceConsumer(LeadPlaces places, InstantSource clock, EngineConfig config) {
        this.places = places;
        this.clock = clock;
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
        Map<UUID, Seen> leads = new LinkedHashMap<>();
        Map<UUID, SeenKey> keys = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            Instant at = Instant.ofEpochMilli(record.timestamp());
            if (at.isAfter(horizon)) {
                leadId(record).ifPresent(lead -> take(lead, record, at, leads, keys));
            }
        }
        write(() -> places.learnKeys(keys.values()));
        write(() -> places.learn(leads.values()));
        if (cleaned.isBefore(now.minus(BETWEEN_CLEANINGS))) {
            cleaned = now;
            write(() -> places.forget(horizon, FORGOTTEN_AT_ONCE));
        }
    }

    private static void take(
            UUID lead,
            ConsumerRecord<String, byte[]> record,
            Instant at,
            Map<UUID, Seen> leads,
            Map<UUID, SeenKey> keys) {
        if (record.topic().equals(Topic.FLOW_KEYS.topicName())) {
            if (record.value() != null) {
                keys.put(lead, new SeenKey(lead, record.partition(), record.value(), at));
            }
            return;
        }
        Seen known = leads.get(lead);
        List<Long> offsets = known == null ? new ArrayList<>() : new ArrayList<>(known.offsets());
        offsets.add(record.offset());
        leads.put(lead, new Seen(lead, record.partition(), offsets, at));
    }

    private static Optional<UUID> leadId(ConsumerRecord<String, byte[]> record) {
        Header name = record.headers().lastHeader(Records.NAME_HEADER);
        if (name != null && OTHERS.contains(new String(name.value(), StandardCharsets.US_ASCII))) {
            return Optional.empty();
        }
        try {
            return record.key() == null
                    ? Optional.empty()
                    : Optional.of(UUID.fromString(record.key()));
        } catch (IllegalArgumentException noLead) {
            return Optional.empty();
        }
    }

    /** Waits for the database as long as it is away. */
    private static void write(Write write) throws InterruptedException {
        while (true) {
            try {
                write.run();
                return;
            } catch (SQLException away) {
                LOG.warnf("places of leads not stored yet cause=%s", away.getSQLState());
                Thread.sleep(PAUSE);
            }
        }
    }
}
