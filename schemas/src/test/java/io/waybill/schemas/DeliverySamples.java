package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.EVENT_ID;
import static io.waybill.schemas.SampleFacts.FLOW;
import static io.waybill.schemas.SampleFacts.LEAD;
import static io.waybill.schemas.SampleFacts.MASTER_KEY;
import static io.waybill.schemas.SampleFacts.NOW;
import static io.waybill.schemas.SampleFacts.SETTLE_BY;
import static io.waybill.schemas.SampleFacts.SOURCE;
import static io.waybill.schemas.SampleFacts.STEP;
import static io.waybill.schemas.SampleFacts.USD;
import static io.waybill.schemas.SampleFacts.meta;
import static io.waybill.schemas.SampleFacts.money;
import static io.waybill.schemas.SampleFacts.sealed;

import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.AttemptOutcome;
import io.waybill.delivery.v1.AttemptStarted;
import io.waybill.delivery.v1.BatchRowEnded;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.delivery.v1.PartnerDelivery;
import io.waybill.meta.v1.Outcome;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** The hand-over of the lead to its buyer. */
final class DeliverySamples {

    private static final String STEP_NAME = "Acme Solar";

    private DeliverySamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                deliverLead(),
                deliveryAccepted(),
                attemptStarted(),
                attemptEnded(),
                deliverySettled(),
                deliveryReconciled(),
                batchRowEnded());
    }

    static DeliverLead deliverLead() {
        return DeliverLead.newBuilder()
                .setMeta(meta(EVENT_ID, 0))
                .setLeadId(LEAD)
                .setFlowId(FLOW)
                .setFlowVersion(1)
                .setSourceId(SOURCE)
                .setStepId(STEP)
                .setStepName(STEP_NAME)
                .setRun(1)
                .setLeadReceivedAt(NOW)
                .setSettleWithinMillis(30_000)
                .setRepeatSafe(false)
                .setSalePrice(money(125_000))
                .setCurrency(USD)
                .setReturnEnabled(true)
                .setReturnMaxAgeDays(30)
                .setConversionEnabled(true)
                .setLookup(false)
                .setWrappedKey(sealed("key"))
                .setMasterKeyId(MASTER_KEY)
                .setSettings(sealed("settings"))
                .setVars(sealed("vars"))
                .setExclusive(true)
                .setRetry("{\"attempts\":3}")
                .setDestinationId(DestinationSamples.DESTINATION)
                .setCredentialId(DestinationSamples.CREDENTIAL)
                .setFirstLeadId(LEAD)
                .setPartner(
                        new PartnerDelivery(
                                StepSamples.CONNECTION,
                                StepSamples.PARTNER,
                                DestinationSamples.DESTINATION,
                                null,
                                null,
                                1))
                .build();
    }

    static DeliveryAccepted deliveryAccepted() {
        return DeliveryAccepted.newBuilder()
                .setMeta(meta(EVENT_ID, 1))
                .setLeadId(LEAD)
                .setStepId(STEP)
                .setFlowId(FLOW)
                .setFlowVersion(1)
                .setSourceId(SOURCE)
                .setStepName(STEP_NAME)
                .setRun(1)
                .setLeadReceivedAt(NOW)
                .setSettleBy(SETTLE_BY)
                .setSalePrice(money(125_000))
                .setCurrency(USD)
                .setReturnEnabled(true)
                .setReturnMaxAgeDays(30)
                .setConversionEnabled(true)
                .setLookup(false)
                .build();
    }

    static AttemptStarted attemptStarted() {
        return AttemptStarted.newBuilder()
                .setMeta(meta(EVENT_ID, 2))
                .setLeadId(LEAD)
                .setStepId(STEP)
                .setAttempt(1)
                .build();
    }

    static AttemptEnded attemptEnded() {
        return AttemptEnded.newBuilder()
                .setMeta(meta(EVENT_ID, 3))
                .setLeadId(LEAD)
                .setStepId(STEP)
                .setAttempt(1)
                .setOutcome(AttemptOutcome.SUCCESS)
                .setStatus(201)
                .setLatencyMicros(48_200)
                .setRequest(sealed("request"))
                .setReply(sealed("reply"))
                .setReason(null)
                .setRetryAt(null)
                .build();
    }

    static DeliverySettled deliverySettled() {
        return DeliverySettled.newBuilder()
                .setMeta(meta(EVENT_ID, 4))
                .setLeadId(LEAD)
                .setStepId(STEP)
                .setOutcome(Outcome.SUCCESS)
                .setCertain(true)
                .setAttempts(1)
                .setReason(null)
                .setPrice(money(125_000))
                .setReference(sealed("reference"))
                .setAppended(sealed("appended"))
                .setGathered(true)
                .build();
    }

    static DeliveryReconciled deliveryReconciled() {
        return DeliveryReconciled.newBuilder()
                .setMeta(meta(EVENT_ID, 5))
                .setLeadId(LEAD)
                .setStepId(STEP)
                .setOutcome(Outcome.SUCCESS)
                .setBy("user:0199a1f0-0000-7000-8000-000000000005")
                .setReason(sealed("they sent their list"))
                .setPrice(money(125_000))
                .setReference(sealed("reference"))
                .setGathered(true)
                .build();
    }

    static BatchRowEnded batchRowEnded() {
        return BatchRowEnded.newBuilder()
                .setMeta(meta(EVENT_ID, 6))
                .setLeadId(LEAD)
                .setStepId(STEP)
                .setDestinationId(UUID.fromString("0199a1f0-0000-7000-8000-0000000000d1"))
                .setBatchId(UUID.fromString("0199a1f0-0000-7000-8000-0000000000b1"))
                .setOutcome(Outcome.FAILURE)
                .setCertain(true)
                .setReason(sealed("another file of that name is there"))
                .build();
    }
}
