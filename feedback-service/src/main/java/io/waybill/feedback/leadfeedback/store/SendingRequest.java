package io.waybill.feedback.leadfeedback.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.feedback.terms.Sending;
import io.waybill.language.DeliverySettings;
import io.waybill.language.Retry;
import io.waybill.language.Vars;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Asks delivery to tell a source of a feedback. Its stream is the sending, which is the idempotency
 * key of the call; doing it twice gives the same request.
 */
record SendingRequest(DeliveryRow delivery, UUID feedbackId, Sending sending, Key key, int hops) {

    private static final String HOPS = DeliverySettings.HEADER + DeliverySettings.FEEDBACK_HOPS;

    /**
     * A source's system may be away for days. Within that delivery asks again, under the same key,
     * what never reached it or what it says that it recognises.
     */
    private static final Retry RETRY =
            new Retry(
                    EnumSet.of(Retry.Cause.ERROR, Retry.Cause.UNKNOWN),
                    Duration.ofSeconds(1),
                    Duration.ofHours(1),
                    Retry.MOST_ATTEMPTS,
                    Retry.LONGEST_AGE);

    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The lead's key, open and wrapped. */
    record Key(DataKey open, WrappedKey wrapped) {}

    OutboundRecord record(String sourceName, Vars vars, UUID correlation, Instant at) {
        UUID sendingId = FeedbackRecords.sendingId(feedbackId);
        EventMeta meta =
                Metas.request(
                        delivery.scope(correlation),
                        sendingId,
                        RecordIds.derived(feedbackId, "request"),
                        at);
        DeliverLead request =
                DeliverLead.newBuilder()
                        .setMeta(meta)
                        .setLeadId(delivery.leadId)
                        .setFlowId(delivery.flowId)
                        .setFlowVersion(delivery.flowVersion)
                        .setSourceId(delivery.sourceId)
                        // To the source, so that it is taken for no delivery of the lead's step.
                        .setStepId(delivery.sourceId.toString())
                        .setStepName(sourceName)
                        .setRun(1)
                        .setLeadReceivedAt(delivery.leadReceivedAt)
                        .setSettleWithinMillis(
                                Math.toIntExact(sending.timing().settleWithin().toMillis()))
                        .setRepeatSafe(sending.timing().repeatSafe())
                        .setSalePrice(NOTHING)
                        .setCurrency(delivery.currency)
                        .setReturnEnabled(false)
                        .setConversionEnabled(false)
                        .setWrappedKey(key.wrapped().bytes())
                        .setMasterKeyId(key.wrapped().masterKeyId())
                        .setSettings(sealed(meta, "DeliverLead.settings", settings()))
                        .setVars(sealed(meta, "DeliverLead.vars", vars.toPlain()))
                        .setLookup(true)
                        .setDestinationId(sending.address().destinationId().orElse(null))
                        .setCredentialId(sending.address().credentialId().orElse(null))
                        .setRetry(text(RETRY.json()))
                        .setFeedbackId(feedbackId)
                        .build();
        return new OutboundRecord(Topic.DELIVERY_REQUESTS, sendingId.toString(), request);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(sending.settings());
        // Names of headers are the same in any case, and a second one would hide the count.
        settings.keySet().removeIf(HOPS::equalsIgnoreCase);
        settings.put(HOPS, Integer.toString(hops + 1));
        return settings;
    }

    private ByteBuffer sealed(EventMeta meta, String field, Map<String, Object> json) {
        return key.open().sealText(meta.getStreamId(), meta.getRecordId(), field, text(json));
    }

    private static String text(Map<String, Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException plainValuesCanBeWritten) {
            throw new IllegalStateException(plainValuesCanBeWritten);
        }
    }
}
