package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.EVENT_ID;
import static io.waybill.schemas.SampleFacts.FEEDBACK;
import static io.waybill.schemas.SampleFacts.FLOW;
import static io.waybill.schemas.SampleFacts.LEAD;
import static io.waybill.schemas.SampleFacts.NOW;
import static io.waybill.schemas.SampleFacts.SOURCE;
import static io.waybill.schemas.SampleFacts.STEP;
import static io.waybill.schemas.SampleFacts.USD;
import static io.waybill.schemas.SampleFacts.meta;
import static io.waybill.schemas.SampleFacts.money;
import static io.waybill.schemas.SampleFacts.sealed;

import io.waybill.feedback.v1.CostReversed;
import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.FeedbackRefused;
import io.waybill.feedback.v1.FeedbackSendFailed;
import io.waybill.feedback.v1.FeedbackSent;
import io.waybill.feedback.v1.LeadOffered;
import io.waybill.feedback.v1.RevenueReversed;
import io.waybill.meta.v1.Outcome;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** What the buyer said, what the source said to that, and the money that followed. */
final class FeedbackSamples {

    static final UUID SENDING = UUID.fromString("f2a7b8c9-0d1e-5f30-8142-536475869708");
    private static final String RETURN = "return";

    private FeedbackSamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                feedbackReceived(),
                feedbackRefused(),
                feedbackSent(),
                feedbackSendFailed(),
                revenueReversed(),
                costReversed(),
                leadOffered());
    }

    static FeedbackReceived feedbackReceived() {
        return FeedbackReceived.newBuilder()
                .setMeta(meta(EVENT_ID, 1))
                .setFeedbackId(FEEDBACK)
                .setEventId(EVENT_ID)
                .setLeadId(LEAD)
                .setFlowId(FLOW)
                .setSourceId(SOURCE)
                .setStepId(STEP)
                .setType("conversion")
                .setReason(sealed("bought"))
                .setReceivedAt(NOW)
                .setValues(sealed("values"))
                .setSendingId(SENDING)
                .setSendingInBatch(false)
                .build();
    }

    static FeedbackRefused feedbackRefused() {
        return FeedbackRefused.newBuilder()
                .setMeta(meta(EVENT_ID, 2))
                .setFeedbackId(FEEDBACK)
                .setEventId(EVENT_ID)
                .setLeadId(LEAD)
                .setFlowId(FLOW)
                .setSourceId(SOURCE)
                .setStepId(STEP)
                .setType(RETURN)
                .setReason(sealed("wrong number"))
                .setReceivedAt(NOW)
                .setCode("feedback.return-too-late")
                .setSentence("Lead is past the age at which it can be returned")
                .setValues(null)
                .setDetail(sealed("detail"))
                .build();
    }

    static FeedbackSent feedbackSent() {
        return FeedbackSent.newBuilder()
                .setMeta(meta(EVENT_ID, 3))
                .setFeedbackId(FEEDBACK)
                .setEventId(EVENT_ID)
                .setLeadId(LEAD)
                .setFlowId(FLOW)
                .setSourceId(SOURCE)
                .setStepId(STEP)
                .setType(RETURN)
                .setSendingId(SENDING)
                .setOutcome(Outcome.SUCCESS)
                .setReason(sealed("thank you"))
                .setInBatch(true)
                .build();
    }

    static FeedbackSendFailed feedbackSendFailed() {
        return FeedbackSendFailed.newBuilder()
                .setMeta(meta(EVENT_ID, 3))
                .setFeedbackId(FEEDBACK)
                .setEventId(EVENT_ID)
                .setLeadId(LEAD)
                .setFlowId(FLOW)
                .setSourceId(SOURCE)
                .setStepId(STEP)
                .setType(RETURN)
                .setSendingId(SENDING)
                .setCertain(true)
                .setReason(sealed("HTTP status 503"))
                .setInBatch(false)
                .build();
    }

    static RevenueReversed revenueReversed() {
        return RevenueReversed.newBuilder()
                .setMeta(meta(EVENT_ID, 4))
                .setFeedbackId(FEEDBACK)
                .setEventId(EVENT_ID)
                .setLeadId(LEAD)
                .setFlowId(FLOW)
                .setSourceId(SOURCE)
                .setStepId(STEP)
                .setAmount(money(125_000))
                .setCurrency(USD)
                .setLeadReceivedAt(NOW)
                .build();
    }

    static CostReversed costReversed() {
        return CostReversed.newBuilder()
                .setMeta(meta(EVENT_ID, 5))
                .setFeedbackId(FEEDBACK)
                .setEventId(EVENT_ID)
                .setLeadId(LEAD)
                .setFlowId(FLOW)
                .setSourceId(SOURCE)
                .setStepId(STEP)
                .setAmount(money(80_000))
                .setCurrency(USD)
                .setLeadReceivedAt(NOW)
                .build();
    }

    static LeadOffered leadOffered() {
        return LeadOffered.newBuilder()
                .setMeta(meta(EVENT_ID, 6))
                .setFeedbackId(FEEDBACK)
                .setEventId(EVENT_ID)
                .setLeadId(LEAD)
                .setFlowId(FLOW)
                .setSourceId(SOURCE)
                .setStepId(STEP)
                .build();
    }
}
