package io.waybill.systemtests.model;

import io.waybill.systemtests.ledger.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold for a lead whose records are all read. */
final class LeadRules {
    private final Lead lead;
    private final FlowTerms terms;
    private final Map<String, Entry> deliveries;
    private final List<String> broken = new ArrayList<>();

    private LeadRules(Lead lead, FlowTerms terms, Map<String, Entry> deliveries) {
        this.lead = lead;
        this.terms = terms;
        this.deliveries = deliveries;
    }

    /**
     * Sentences about what is wrong with the lead.
     *
     * @param deliveries Event ID to its DeliverySettled
     */
    static List<String> broken(Lead lead, FlowTerms terms, Map<String, Entry> deliveries) {
        LeadRules rules = new LeadRules(lead, terms, deliveries);
        rules.checkOutcome();
        terms.routings().forEach(rules::checkRouting);
        rules.lead.asked.forEach(rules::checkPrice);
        rules.lead.settlings.forEach(rules::checkSettling);
        return rules.broken;
    }

    private void checkOutcome() {
        demand(lead.completions == 1, "has %d completions", lead.completions);
        demand(
                lead.settlings.keySet().containsAll(lead.asked.keySet()),
                "has deliveries that are not settled");
        Lead.Stop stop = lead.stop;
        if (stop != null) {
            demand(
                    stop.outcome().equals(terms.stops().get(stop.stepId())),
                    "was stopped with %s, which step %s does not say",
                    stop.outcome(),
                    stop.stepId());
        }
        Lead.Said said = lead.said;
        if (said != null) {
            demand(
                    said.outcome().equals(lead.outcome()),
                    "says outcome %s, its events %s",
                    said.outcome(),
                    lead.outcome());
            demandSame("price", said.price(), lead.price(terms));
            demandSame("revenue", said.revenue(), lead.revenue());
        }
    }

    private void checkPrice(String eventId, Lead.Asked asked) {
        demandSame(
                "sale price of event " + eventId,
                asked.salePrice(),
                terms.salePrices()
                        .getOrDefault(asked.stepId(), Prices.NOTHING)
                        .due(asked.salePrice()));
    }

    private void checkRouting(String stepId, FlowTerms.Routing routing) {
        long takers =
                lead.settlings.values().stream()
                        .filter(settling -> routing.recipients().contains(settling.stepId()))
                        .filter(settling -> settling.sold() || !settling.certain())
                        .count();
        demand(
                !routing.exclusive() || takers <= 1,
                "went to %d recipients of the exclusive step %s",
                takers,
                stepId);
        Lead.Stop stop = lead.stop;
        demand(
                stop == null || !stop.stepId().equals(stepId) || takers == 0,
                "ended with step %s, where somebody took it",
                stepId);
    }

    private void checkSettling(String eventId, Settling settling) {
        if (lead.asked.containsKey(eventId)) {
            checkDelivery(eventId, settling);
        } else {
            demand(
                    lead.connections.contains(settling.stepId())
                            && settling.outcome().equals("ERROR")
                            && settling.certain(),
                    "has event %s settled as %s, which nobody was asked to deliver",
                    eventId,
                    settling.outcome());
        }
        demandSame("revenue of event " + eventId, settling.revenue(), lead.due(eventId));
    }

    private void checkDelivery(String eventId, Settling settling) {
        Entry delivery = deliveries.get(eventId);
        demand(
                delivery != null
                        && delivery.text("outcome").equals(settling.outcome())
                        && delivery.text("stepId").equals(settling.stepId())
                        && delivery.flag("certain") == settling.certain(),
                "and the delivery of event %s disagree about its settling",
                eventId);
    }

    private void demandSame(String what, BigDecimal said, BigDecimal due) {
        demand(said.compareTo(due) == 0, "says %s %s, due %s", what, said, due);
    }

    private void demand(boolean kept, String sentence, @Nullable Object... values) {
        if (!kept) {
            broken.add("lead " + lead.id + " " + sentence.formatted(values));
        }
    }
}
