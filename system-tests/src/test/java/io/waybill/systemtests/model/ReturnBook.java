package io.waybill.systemtests.model;

import io.waybill.systemtests.ledger.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What returns take back: after a return that stands, once for a hand-over and once for a lead, and
 * exactly what was earned and paid.
 */
final class ReturnBook {
    private static final BigDecimal NOTHING = BigDecimal.ZERO;

    /** Feedback id to the returns that were received. */
    private final Map<String, Entry> returns = new LinkedHashMap<>();

    /** Feedback ids of what sources have taken. */
    private final Set<String> taken = new HashSet<>();

    /** Event ID to what was taken back of its revenue. */
    private final Map<String, BigDecimal> revenue = new HashMap<>();

    /** Lead id to what was taken back of its cost. */
    private final Map<String, BigDecimal> cost = new HashMap<>();

    private final List<Entry> reversals = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    /** Takes a record of feedback.events; others pass. */
    void take(Entry entry) {
        switch (entry.name()) {
            case "FeedbackReceived" -> {
                if (entry.text("type").equals("return")) {
                    returns.put(entry.text("feedbackId"), entry);
                }
            }
            case "FeedbackSent" -> {
                if (entry.text("outcome").equals("SUCCESS")) {
                    taken.add(entry.text("feedbackId"));
                }
            }
            case "RevenueReversed" -> once(revenue, entry.text("eventId"), entry);
            case "CostReversed" -> once(cost, entry.text("leadId"), entry);
            default -> {}
        }
    }

    private void once(Map<String, BigDecimal> book, String id, Entry entry) {
        reversals.add(entry);
        if (book.put(id, entry.money("amount")) != null) {
            broken.add("%s twice: %s".formatted(entry.name(), id));
        }
    }

    BigDecimal revenueOf(String eventId) {
        return revenue.getOrDefault(eventId, NOTHING);
    }

    BigDecimal costOf(String leadId) {
        return cost.getOrDefault(leadId, NOTHING);
    }

    BigDecimal revenueOf(Lead lead) {
        return lead.settlings.keySet().stream()
                .map(this::revenueOf)
                .reduce(NOTHING, BigDecimal::add);
    }

    /** Sentences about what is wrong, once all records are taken. */
    List<String> broken(Map<String, Lead> leads, Map<String, FlowTerms> flows) {
        List<String> all = new ArrayList<>(broken);
        for (Entry entry : reversals) {
            Entry cause = returns.get(entry.text("feedbackId"));
            boolean asked = entry.name().equals("CostReversed") || cause != null && isAsked(cause);
            if (cause == null || asked && !taken.contains(entry.text("feedbackId"))) {
                all.add(entry.name() + " without a return that stands: " + entry.text("eventId"));
            }
        }
        returns.forEach((id, entry) -> {
            Lead lead = leads.get(entry.text("leadId"));
            if (lead == null) {
                all.add("return of a lead that was never received: " + entry.text("leadId"));
            } else if (!isAsked(entry) || taken.contains(id)) {
                checkRevenue(entry.text("eventId"), lead, all);
                checkCost(lead, flows, all);
            }
        });
        return all;
    }

    /** Whether it stands only once the source has taken it. */
    private static boolean isAsked(Entry received) {
        return !received.text("sendingId").equals("null") && !received.flag("sendingInBatch");
    }

    private void checkRevenue(String eventId, Lead lead, List<String> all) {
        BigDecimal due = lead.test ? NOTHING : lead.earned(eventId);
        if (revenueOf(eventId).compareTo(due) != 0) {
            all.add(
                    "return of event %s took back %s, earned were %s"
                            .formatted(eventId, revenueOf(eventId), due));
        }
    }

    private void checkCost(Lead lead, Map<String, FlowTerms> flows, List<String> all) {
        BigDecimal paid = lead.price(flows.getOrDefault(lead.flowVersion, FlowTerms.NONE));
        if (cost.containsKey(lead.id) && costOf(lead.id).compareTo(paid) != 0) {
            all.add(
                    "return of lead %s took back %s, paid were %s"
                            .formatted(lead.id, costOf(lead.id), paid));
        }
    }
}
