package io.waybill.feedback.leadfeedback.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.feedback.leadfeedback.store.Call.LeadOnLedger;
import io.waybill.feedback.leadfeedback.store.LeadPlace;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What a lead was when it came in, after its source's mappings, as flow.leads has it. */
@Singleton
public final class LeadLedger {

    private static final Logger LOG = Logger.getLogger(LeadLedger.class);
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
            new TypeReference<>() {};
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final LedgerReader reader;

    LeadLedger(LedgerReader reader) {
        this.reader = reader;
    }

    /**
     * Reads a lead; blocks. Where it cannot be read, it is a lead that nothing is known of but its
     * id: rules do not hold for it, and templates write nothing.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer in time
     */
    public LeadOnLedger read(LeadPlace place, DataKey key) throws InterruptedException {
        return reader.read(Topic.FLOW_LEADS, place.partition(), place.offset())
                .filter(LeadReceived.class::isInstance)
                .map(LeadReceived.class::cast)
                .filter(received -> received.getMeta().getStreamId().equals(place.leadId()))
                .flatMap(received -> opened(received, key))
                .orElseGet(() -> new LeadOnLedger(place.leadId(), Map.of(), Instant.EPOCH));
    }

    private static Optional<LeadOnLedger> opened(LeadReceived received, DataKey key) {
        EventMeta meta = received.getMeta();
        ByteBuffer mapped = received.getMapped();
        try {
            byte[] json =
                    mapped == null
                            ? open(key, meta, "data", received.getData())
                            : open(key, meta, "mapped", mapped);
            return Optional.of(
                    new LeadOnLedger(
                            firstId(received),
                            JSON.readValue(new String(json, StandardCharsets.UTF_8), OBJECT),
                            received.getReceivedAt()));
        } catch (SealBroken | JsonProcessingException unreadable) {
            LOG.errorf("lead on the ledger cannot be read lead=%s", meta.getStreamId());
            return Optional.empty();
        }
    }

    private static byte[] open(DataKey key, EventMeta meta, String field, ByteBuffer sealed) {
        return key.open(meta.getStreamId(), meta.getRecordId(), "LeadReceived." + field, sealed);
    }

    private static UUID firstId(LeadReceived received) {
        return received.getEarlierRuns().isEmpty()
                ? received.getMeta().getStreamId()
                : UUID.fromString(received.getEarlierRuns().getFirst());
    }
}
