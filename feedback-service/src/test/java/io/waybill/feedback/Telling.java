package io.waybill.feedback;

import io.waybill.delivery.v1.BatchRowEnded;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.feedback.Ledger.Delivery;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Topic;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * What delivery would write of telling a source of a feedback.
 *
 * @param request by which it was asked
 */
record Telling(Ledger ledger, Delivery delivery, DeliverLead request) {

    void settled(Outcome outcome, String reason) {
        send(settling(outcome, reason).build());
    }

    /** It was asked, or could not be reached, and is tried again. */
    void goesOn(String reason) {
        send(settling(Outcome.ERROR, reason).setCertain(false).build());
    }

    /** It is in the next file. */
    void gathered() {
        send(settling(Outcome.SUCCESS, "").setGathered(true).build());
    }

    /**
     * What became of that file.
     *
     * @param time that it was sent, from 1
     */
    void fileEnded(int time, Outcome outcome) {
        send(
                BatchRowEnded.newBuilder()
                        .setMeta(meta(4 + time))
                        .setLeadId(delivery.leadId())
                        .setStepId("step")
                        .setDestinationId(UUID.randomUUID())
                        .setBatchId(UUID.randomUUID())
                        .setOutcome(outcome)
                        .setCertain(true)
                        .setReason(null)
                        .build());
    }

    /** What later attempts came to. */
    void reconciled(Outcome outcome) {
        send(
                DeliveryReconciled.newBuilder()
                        .setMeta(meta(6))
                        .setLeadId(delivery.leadId())
                        .setStepId("step")
                        .setOutcome(outcome)
                        .setBy("service:delivery")
                        .setReason(null)
                        .setPrice(null)
                        .setReference(null)
                        .build());
    }

    private DeliverySettled.Builder settling(Outcome outcome, String reason) {
        EventMeta meta = meta(4);
        return DeliverySettled.newBuilder()
                .setMeta(meta)
                .setLeadId(delivery.leadId())
                .setStepId("step")
                .setOutcome(outcome)
                .setCertain(true)
                .setAttempts(1)
                .setReason(
                        delivery.key()
                                .sealText(
                                        meta.getStreamId(),
                                        meta.getRecordId(),
                                        "DeliverySettled.reason",
                                        reason));
    }

    private EventMeta meta(long sequence) {
        UUID sending = request.getMeta().getStreamId();
        return EventMeta.newBuilder(Ledger.meta(delivery, sending, Instant.now()))
                .setSequence(sequence)
                .build();
    }

    private void send(SpecificRecord record) {
        ledger.send(Topic.DELIVERY_ATTEMPTS, request.getMeta().getStreamId(), record);
    }
}
