package io.waybill.reporting;

import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.AttemptOutcome;
import io.waybill.delivery.v1.AttemptStarted;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.delivery.v1.RedeliveryPlanned;
import io.waybill.feedback.v1.CostReversed;
import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.FeedbackSent;
import io.waybill.feedback.v1.RevenueReversed;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What delivery and feedback would have written about a {@link ScriptedLead}. */
final class ScriptedDelivery {

    private final ScriptedLead lead;
    private long deliverySequence;
    private long feedbackSequence;
    private int attempts;

    ScriptedDelivery(ScriptedLead lead) {
        this.lead = lead;
    }

    void accepted() {
        lead.ledger()
                .add(
                        lead.eventId().toString(),
                        DeliveryAccepted.newBuilder()
                                .setMeta(next(Duration.ZERO))
                                .setLeadId(lead.id())
                                .setStepId(ScriptedLedger.BUYER)
                                .setFlowId(lead.ledger().flow())
                                .setFlowVersion(1)
                                .setSourceId(lead.source())
                                .setStepName("Buyer A")
                                .setRun(1)
                                .setLeadReceivedAt(lead.now())
                                .setSettleBy(lead.now().plusSeconds(30))
                                .setSalePrice(ScriptedLead.SALE)
                                .setCurrency("USD")
                                .setReturnEnabled(true)
                                .setReturnMaxAgeDays(null)
                                .setConversionEnabled(true)
                                .build());
    }

    void attempt(int number, AttemptOutcome outcome, @Nullable Integer status) {
        attempts = number;
        lead.ledger()
                .add(
                        lead.eventId().toString(),
                        AttemptStarted.newBuilder()
                                .setMeta(next(Duration.ZERO))
                                .setLeadId(lead.id())
                                .setStepId(ScriptedLedger.BUYER)
                                .setAttempt(number)
                                .build());
        EventMeta meta = next(Duration.ofMillis(120));
        lead.ledger()
                .add(
                        lead.eventId().toString(),
                        AttemptEnded.newBuilder()
                                .setMeta(meta)
                                .setLeadId(lead.id())
                                .setStepId(ScriptedLedger.BUYER)
                                .setAttempt(number)
                                .setOutcome(outcome)
                                .setStatus(status)
                                .setLatencyMicros(120_000)
                                .setRequest(
                                        lead.sealed(
                                                meta,
                                                "AttemptEnded.request",
                                                "{\"method\":\"POST\"}"))
                                .setReply(
                                        status == null
                                                ? null
                                                : lead.sealed(
                                                        meta,
                                                        "AttemptEnded.reply",
                                                        "{\"status\":" + status + "}"))
                                .setReason(null)
                                .setRetryAt(null)
                                .build());
    }

    void settled(Outcome outcome, boolean certain) {
        EventMeta delivery = next(Duration.ZERO);
        lead.ledger()
                .add(
                        lead.eventId().toString(),
                        DeliverySettled.newBuilder()
                                .setMeta(delivery)
                                .setLeadId(lead.id())
                                .setStepId(ScriptedLedger.BUYER)
                                .setOutcome(outcome)
                                .setCertain(certain)
                                .setAttempts(attempts)
                                .setReason(
                                        lead.sealed(
                                                delivery, "DeliverySettled.reason", "settled so"))
                                .setPrice(null)
                                .setReference(
                                        lead.sealed(delivery, "DeliverySettled.reference", "ref-1"))
                                .setAppended(null)
                                .build());
    }

    /** It was sent again, and the buyer took it; or somebody knew better. */
    void reconciled(Outcome outcome) {
        EventMeta planned = next(Duration.ofMinutes(5));
        lead.ledger()
                .add(
                        lead.eventId().toString(),
                        RedeliveryPlanned.newBuilder()
                                .setMeta(planned)
                                .setLeadId(lead.id())
                                .setStepId(ScriptedLedger.BUYER)
                                .setDueAt(lead.now())
                                .setUntil(lead.now().plusSeconds(3600))
                                .setDoubtful(true)
                                .setBy("user:1")
                                .build());
        EventMeta known = next(Duration.ofMinutes(1));
        lead.ledger()
                .add(
                        lead.eventId().toString(),
                        DeliveryReconciled.newBuilder()
                                .setMeta(known)
                                .setLeadId(lead.id())
                                .setStepId(ScriptedLedger.BUYER)
                                .setOutcome(outcome)
                                .setBy("user:1")
                                .setReason(
                                        lead.sealed(
                                                known, "DeliveryReconciled.reason", "they say so"))
                                .setPrice(null)
                                .setReference(null)
                                .build());
    }

    void saleReconciled(EventMeta meta, Outcome outcome, BigDecimal revenue) {
        lead.ledger()
                .add(
                        lead.id().toString(),
                        SaleReconciled.newBuilder()
                                .setMeta(meta)
                                .setEventId(lead.eventId())
                                .setFlowId(lead.ledger().flow())
                                .setSourceId(lead.source())
                                .setStepId(ScriptedLedger.BUYER)
                                .setLeadReceivedAt(lead.now())
                                .setOutcome(outcome)
                                .setRevenue(revenue)
                                .setLeadCounts(outcome == Outcome.SUCCESS)
                                .build());
    }

    void feedback(String type, String reason) {
        EventMeta meta = nextFeedback();
        add(
                FeedbackReceived.newBuilder()
                        .setMeta(meta)
                        .setFeedbackId(feedback())
                        .setEventId(lead.eventId())
                        .setLeadId(lead.id())
                        .setFlowId(lead.ledger().flow())
                        .setSourceId(lead.source())
                        .setStepId(ScriptedLedger.BUYER)
                        .setType(type)
                        .setReason(lead.sealed(meta, "FeedbackReceived.reason", reason))
                        .setReceivedAt(lead.now())
                        .build());
    }

    /** A return of which the source is told, and what follows where it takes it. */
    void returned(Outcome bySource) {
        feedback("return", "Wrong number");
        EventMeta meta = nextFeedback();
        add(
                FeedbackSent.newBuilder()
                        .setMeta(meta)
                        .setFeedbackId(feedback())
                        .setEventId(lead.eventId())
                        .setLeadId(lead.id())
                        .setFlowId(lead.ledger().flow())
                        .setSourceId(lead.source())
                        .setStepId(ScriptedLedger.BUYER)
                        .setType("return")
                        .setSendingId(lead.ledger().id(lead.id() + " sending"))
                        .setOutcome(bySource)
                        .setReason(lead.sealed(meta, "FeedbackSent.reason", "they said so"))
                        .build());
        if (bySource == Outcome.SUCCESS) {
            takenBack();
        }
    }

    private void takenBack() {
        add(
                RevenueReversed.newBuilder()
                        .setMeta(nextFeedback())
                        .setFeedbackId(feedback())
                        .setEventId(lead.eventId())
                        .setLeadId(lead.id())
                        .setFlowId(lead.ledger().flow())
                        .setSourceId(lead.source())
                        .setStepId(ScriptedLedger.BUYER)
                        .setAmount(ScriptedLead.SALE)
                        .setCurrency("USD")
                        .setLeadReceivedAt(lead.now())
                        .build());
        add(
                CostReversed.newBuilder()
                        .setMeta(nextFeedback())
                        .setFeedbackId(feedback())
                        .setEventId(lead.eventId())
                        .setLeadId(lead.id())
                        .setFlowId(lead.ledger().flow())
                        .setSourceId(lead.source())
                        .setStepId(ScriptedLedger.BUYER)
                        .setAmount(ScriptedLead.PURCHASE)
                        .setCurrency("USD")
                        .setLeadReceivedAt(lead.now())
                        .build());
    }

    private void add(SpecificRecord event) {
        lead.ledger().add(lead.eventId().toString(), event);
    }

    private UUID feedback() {
        return lead.ledger().id(lead.id() + " feedback");
    }

    private EventMeta nextFeedback() {
        return lead.meta(lead.eventId(), " feedback", ++feedbackSequence, Duration.ofMinutes(1));
    }

    private EventMeta next(Duration later) {
        return lead.meta(lead.eventId(), " delivery", ++deliverySequence, later);
    }
}
