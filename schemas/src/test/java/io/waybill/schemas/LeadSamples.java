package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.EVENT_ID;
import static io.waybill.schemas.SampleFacts.FILTER;
import static io.waybill.schemas.SampleFacts.FLOW;
import static io.waybill.schemas.SampleFacts.LEAD;
import static io.waybill.schemas.SampleFacts.MASTER_KEY;
import static io.waybill.schemas.SampleFacts.NOW;
import static io.waybill.schemas.SampleFacts.REQUEST;
import static io.waybill.schemas.SampleFacts.SOURCE;
import static io.waybill.schemas.SampleFacts.STEP;
import static io.waybill.schemas.SampleFacts.USD;
import static io.waybill.schemas.SampleFacts.hash;
import static io.waybill.schemas.SampleFacts.meta;
import static io.waybill.schemas.SampleFacts.money;
import static io.waybill.schemas.SampleFacts.sealed;

import io.waybill.flow.v1.DeliveryRequested;
import io.waybill.flow.v1.DuplicateKeySeen;
import io.waybill.flow.v1.FilterPassed;
import io.waybill.flow.v1.FilterStopped;
import io.waybill.flow.v1.LeadAccepted;
import io.waybill.flow.v1.LeadClosed;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.Ping;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.StepSkipped;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flow.v1.Tick;
import io.waybill.flow.v1.VersionLive;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.intake.v1.SubmissionsRefused;
import io.waybill.meta.v1.Outcome;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** The lead's own records. */
final class LeadSamples {

    private LeadSamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                submitLead(),
                ping(),
                tick(),
                StepSamples.recipientHistory(),
                intakeReply(),
                leadReceived(),
                leadAccepted(),
                leadRefused(),
                filterPassed(),
                filterStopped(),
                stepSkipped(),
                StepSamples.dataAppended(),
                StepSamples.stepKept(),
                StepSamples.lookupRequested(),
                StepSamples.recipientChosen(),
                StepSamples.nobodyChosen(),
                StepSamples.connectionRead(),
                deliveryRequested(),
                stepSettled(),
                leadCompleted(),
                leadClosed(),
                saleReconciled(),
                duplicateKeySeen(),
                versionLive(),
                leadKeyLive(),
                leadKeyErased(),
                submissionsRefused());
    }

    static SubmitLead submitLead() {
        return SubmitLead.newBuilder()
                .setMeta(meta(LEAD, 0))
                .setFlowId(FLOW)
                .setFlowVersion(1)
                .setSourceId(SOURCE)
                .setReceivedAt(NOW)
                .setRandom(4_503_599_627_370_495L)
                .setReplyTo(2)
                .setWrappedKey(sealed("key"))
                .setMasterKeyId(MASTER_KEY)
                .setData(sealed("data"))
                .setIdempotencyKey(sealed("order-17"))
                .setBodyDigest(sealed("digest"))
                .setIp(sealed("203.0.113.7"))
                .setOwnVersion(3)
                .setHops(2)
                .setEarlierRuns(List.of(LEAD.toString()))
                .setSold(true)
                .setKept(sealed("kept"))
                .build();
    }

    static Ping ping() {
        return Ping.newBuilder()
                .setMeta(meta(LEAD, 0))
                .setFlowId(FLOW)
                .setFlowVersion(1)
                .setSourceId(SOURCE)
                .setReceivedAt(NOW)
                .setRandom(4_503_599_627_370_495L)
                .setReplyTo(2)
                .setWrappedKey(sealed("key"))
                .setMasterKeyId(MASTER_KEY)
                .setData(sealed("data"))
                .setIp(sealed("203.0.113.7"))
                .build();
    }

    static Tick tick() {
        return Tick.newBuilder().setMeta(meta(FLOW, 0)).setPartition(4).build();
    }

    static IntakeReply intakeReply() {
        return IntakeReply.newBuilder()
                .setMeta(meta(LEAD, 0))
                .setLeadId(LEAD)
                .setKind(ReplyKind.ANSWERED)
                .setOutcome(Outcome.FAILURE)
                .setReason(sealed("State must not be FL"))
                .setPrice(money(0))
                .setCurrency(USD)
                .setWrappedKey(sealed("key"))
                .setMasterKeyId(MASTER_KEY)
                .build();
    }

    static SubmissionsRefused submissionsRefused() {
        return SubmissionsRefused.newBuilder()
                .setMeta(meta(SOURCE, 7))
                .setFlowId(FLOW)
                .setSourceId(SOURCE)
                .setCode("intake.flow-disabled")
                .setCount(12)
                .setSince(NOW)
                .build();
    }

    static LeadReceived leadReceived() {
        return LeadReceived.newBuilder()
                .setMeta(meta(LEAD, 1))
                .setFlowId(FLOW)
                .setFlowVersion(1)
                .setSourceId(SOURCE)
                .setReceivedAt(NOW)
                .setRandom(4_503_599_627_370_495L)
                .setIdempotencyKeyHash(hash("order-17"))
                .setData(sealed("data"))
                .setMapped(sealed("mapped"))
                .setIp(sealed("203.0.113.7"))
                .setEarlierRuns(List.of(LEAD.toString()))
                .setSold(true)
                .setKept(sealed("kept"))
                .build();
    }

    static LeadAccepted leadAccepted() {
        return LeadAccepted.newBuilder()
                .setMeta(meta(LEAD, 2))
                .setPrice(money(40_000))
                .setCurrency(USD)
                .build();
    }

    static LeadRefused leadRefused() {
        return LeadRefused.newBuilder()
                .setMeta(meta(LEAD, 2))
                .setRule("0.2")
                .setReason(sealed("State must not be FL"))
                .setCheck("acceptance")
                .build();
    }

    static FilterPassed filterPassed() {
        return FilterPassed.newBuilder().setMeta(meta(LEAD, 3)).setStepId(FILTER).build();
    }

    static FilterStopped filterStopped() {
        return FilterStopped.newBuilder()
                .setMeta(meta(LEAD, 3))
                .setStepId(FILTER)
                .setRule("0.1")
                .setOutcome(Outcome.FAILURE)
                .setReason(sealed("No buyer in TX"))
                .build();
    }

    static StepSkipped stepSkipped() {
        return StepSkipped.newBuilder()
                .setMeta(meta(LEAD, 4))
                .setStepId(STEP)
                .setCode("criteria")
                .setReason(sealed("State is not CA"))
                .build();
    }

    static DeliveryRequested deliveryRequested() {
        return DeliveryRequested.newBuilder()
                .setMeta(meta(LEAD, 4))
                .setStepId(STEP)
                .setEventId(EVENT_ID)
                .setRun(1)
                .setSettleWithinMillis(30_000)
                .setSalePrice(money(125_000))
                .setCurrency(USD)
                .setPriceFromReply(false)
                .build();
    }

    static StepSettled stepSettled() {
        return StepSettled.newBuilder()
                .setMeta(meta(LEAD, 5))
                .setStepId(STEP)
                .setEventId(EVENT_ID)
                .setOutcome(Outcome.SUCCESS)
                .setCertain(true)
                .setReason(null)
                .setRevenue(money(125_000))
                .setCurrency(USD)
                .build();
    }

    static LeadCompleted leadCompleted() {
        return LeadCompleted.newBuilder()
                .setMeta(meta(LEAD, 6))
                .setOutcome(Outcome.SUCCESS)
                .setDecidedBy(null)
                .setReason(null)
                .setPrice(money(40_000))
                .setRevenue(money(125_000))
                .setCurrency(USD)
                .setCost(money(40_000))
                .setMargin(money(85_000))
                .build();
    }

    static LeadClosed leadClosed() {
        return LeadClosed.newBuilder().setMeta(meta(LEAD, 7)).build();
    }

    static SaleReconciled saleReconciled() {
        return SaleReconciled.newBuilder()
                .setMeta(meta(LEAD, 8))
                .setEventId(EVENT_ID)
                .setFlowId(FLOW)
                .setSourceId(SOURCE)
                .setStepId(STEP)
                .setLeadReceivedAt(NOW)
                .setOutcome(Outcome.SUCCESS)
                .setRevenue(money(125_000))
                .setLeadCounts(false)
                .build();
    }

    static DuplicateKeySeen duplicateKeySeen() {
        return DuplicateKeySeen.newBuilder()
                .setMeta(meta(new UUID(LEAD.getMostSignificantBits(), 7), 1))
                .setFirstLeadId(LEAD)
                .setSameRequest(true)
                .build();
    }

    static VersionLive versionLive() {
        return VersionLive.newBuilder()
                .setMeta(meta(FLOW, 1))
                .setFlowId(FLOW)
                .setVersion(1)
                .setEnabled(true)
                .setNewCaps(List.of(FLOW + "/flow/" + FLOW + "/daily#9f86d081884c7d65"))
                .setChangedCaps(List.of(FLOW + "/flow/" + FLOW + "/weekly#60303ae22b998861"))
                .build();
    }

    static LeadKeyLive leadKeyLive() {
        return LeadKeyLive.newBuilder()
                .setMeta(meta(LEAD, 1))
                .setWrappedKey(sealed("key"))
                .setMasterKeyId(MASTER_KEY)
                .build();
    }

    static LeadKeyErased leadKeyErased() {
        return LeadKeyErased.newBuilder()
                .setMeta(meta(LEAD, 2))
                .setErasedAt(NOW)
                .setRequestId(REQUEST)
                .build();
    }
}
