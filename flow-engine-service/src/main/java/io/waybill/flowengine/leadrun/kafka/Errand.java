package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.PartnerDelivery;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.Step;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.LookupRequested;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.partner.Connection.Receiver;
import io.waybill.flowengine.partner.Standing;
import io.waybill.language.Retry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What delivery is asked for.
 *
 * @param sale empty where something is looked up and nothing sold
 */
record Errand(Step step, Map<String, Object> settings, Duration settleWithin, Optional<Sale> sale) {

    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(4);

    /**
     * Terms with the buyer.
     *
     * @param exclusive whether another recipient may get the lead in its place
     */
    record Sale(BigDecimal price, RecipientStep recipient, boolean exclusive) {}

    static Errand of(DeliveryRequested asked, RecipientStep step, boolean exclusive) {
        return new Errand(
                step,
                step.handover().settings(),
                asked.settleWithin(),
                Optional.of(new Sale(asked.salePrice(), step, exclusive)));
    }

    static Errand of(LookupRequested asked, RunnableFlow.Lookup lookup) {
        return new Errand(
                lookup.step(), lookup.http().settings(), asked.settleWithin(), Optional.empty());
    }

    /**
     * A hand-over over a connection.
     *
     * @param hops how often the lead had come out of another flow before
     */
    static PartnerDelivery partner(Standing.Open open, int hops) {
        PartnerDelivery.Builder partner =
                PartnerDelivery.newBuilder()
                        .setConnectionId(open.connectionId())
                        .setBuyerId(open.buyer())
                        .setHops(hops + 1);
        return switch (open.receiver()) {
            case Receiver.ToDestination(UUID destination) ->
                    partner.setDestinationId(destination).build();
            case Receiver.ToFlow(UUID flow, UUID source) ->
                    partner.setFlowId(flow).setSourceId(source).build();
        };
    }

    /** The request but for its envelope and what is sealed in it. */
    DeliverLead.Builder request(Lead lead) {
        Optional<RecipientStep> buyer = sale.map(Sale::recipient);
        return DeliverLead.newBuilder()
                .setLeadId(lead.id())
                .setFirstLeadId(lead.firstId())
                .setFlowId(lead.flowId())
                .setFlowVersion(lead.flowVersion())
                .setSourceId(lead.sourceId())
                .setStepId(step.id())
                .setStepName(step.name())
                .setRun(lead.earlier().number())
                .setLeadReceivedAt(lead.receivedAt())
                .setSettleWithinMillis(Math.toIntExact(settleWithin.toMillis()))
                // A question may be asked twice; a lead must not be handed over twice.
                .setRepeatSafe(buyer.map(RecipientStep::repeatSafe).orElse(true))
                .setSalePrice(sale.map(Sale::price).orElse(NOTHING))
                .setLookup(sale.isEmpty())
                .setDestinationId(buyer.flatMap(b -> b.handover().destinationId()).orElse(null))
                .setCredentialId(buyer.flatMap(b -> b.handover().credentialId()).orElse(null))
                .setExclusive(sale.map(Sale::exclusive).orElse(false))
                .setRetry(buyer.flatMap(RecipientStep::retry).map(Errand::text).orElse(null))
                .setReturnEnabled(buyer.map(b -> b.feedback().returns()).orElse(false))
                .setReturnMaxAgeDays(
                        buyer.flatMap(b -> b.feedback().returnMaxAgeDays()).orElse(null))
                .setConversionEnabled(buyer.map(b -> b.feedback().conversions()).orElse(false));
    }

    private static String text(Retry retry) {
        return new String(Json.bytes(retry.json()), StandardCharsets.UTF_8);
    }
}
