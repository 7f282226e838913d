package io.waybill.systemtests.model;

import io.waybill.systemtests.ledger.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/**
 * Folds {@code flow.leads} and {@code delivery.attempts} into outcomes and money, and lists every
 * rule of the ledger that a record breaks. Shares no code with the services.
 */
public final class LedgerModel {
    private final Map<String, Lead> leads = new LinkedHashMap<>();
    private final Map<String, Entry> settled = new LinkedHashMap<>();

    /** Topic and stream to the record ids at sequence 1, 2, ... */
    private final Map<String, List<String>> streams = new HashMap<>();

    private final List<String> broken = new ArrayList<>();

    /** Folds the records of both topics; the order between topics does not matter. */
    public static LedgerModel of(List<Entry> entries) {
        LedgerModel model = new LedgerModel();
        List<Entry> fresh = entries.stream().filter(model::isNext).toList();
        fresh.stream().filter(e -> e.topic().equals("flow.leads")).forEach(model::foldLead);
        fresh.stream()
                .filter(e -> e.topic().equals("delivery.attempts"))
                .forEach(model::foldDelivery);
        model.leads.values().forEach(model::checkLead);
        return model;
    }

    /** Sentences about what is wrong; empty when the ledger keeps its rules. */
    public List<String> brokenRules() {
        return List.copyOf(broken);
    }

    public Set<String> leadIds() {
        return Set.copyOf(leads.keySet());
    }

    public String outcomeOf(String leadId) {
        return String.valueOf(lead(leadId).outcome);
    }

    /** Event IDs whose delivery ended in this outcome. */
    public Set<String> settledEventIds(String outcome) {
        Set<String> ids = new HashSet<>();
        settled.forEach((id, entry) -> {
            if (entry.text("outcome").equals(outcome)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Event IDs that settled as success for any of these leads. */
    public Set<String> soldEventIdsOf(Collection<String> leadIds) {
        Set<String> sold = settledEventIds("SUCCESS");
        Set<String> ids = new HashSet<>();
        leadIds.forEach(id -> ids.addAll(lead(id).settlings.keySet()));
        sold.retainAll(ids);
        return sold;
    }

    /** Event IDs of deliveries that may have reached the buyer although no answer was read. */
    public Set<String> uncertainEventIds() {
        Set<String> ids = new HashSet<>();
        settled.forEach((id, entry) -> {
            if (!entry.flag("certain")) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Live leads by source and outcome, with what they cost and earned. */
    public Map<String, Totals> bySource() {
        Map<String, Totals> totals = new TreeMap<>();
        leads.values().stream()
                .filter(lead -> !lead.test)
                .forEach(lead ->
                        totals.merge(
                                lead.sourceId,
                                Totals.of(lead.outcome, lead.price, lead.revenue),
                                Totals::plus));
        return totals;
    }

    /**
     * Whether the record is the next of its stream. A relay that was killed may publish a record
     * again: a repeat is the same record at the same place, anything else is broken.
     */
    private boolean isNext(Entry entry) {
        String stream = entry.topic() + "/" + entry.streamId();
        List<String> known = streams.computeIfAbsent(stream, first -> new ArrayList<>());
        int place = (int) entry.sequence() - 1;
        if (place >= 0 && place < known.size() && known.get(place).equals(entry.recordId())) {
            return false;
        }
        if (place != known.size()) {
            broken.add(
                    "%s %s has sequence %d, expected %d"
                            .formatted(entry.name(), stream, entry.sequence(), known.size() + 1));
        }
        known.add(entry.recordId());
        return true;
    }

    private void foldLead(Entry entry) {
        String id = entry.streamId();
        switch (entry.name()) {
            case "LeadReceived" ->
                    leads.put(id, new Lead(id, entry.text("sourceId"), isTest(entry)));
            case "DeliveryRequested" ->
                    lead(id).asked.put(entry.text("eventId"), entry.money("salePrice"));
            case "StepSettled" ->
                    lead(id).settlings
                            .put(
                                    entry.text("eventId"),
                                    new Lead.Settling(
                                            entry.text("stepId"),
                                            entry.text("outcome"),
                                            entry.flag("certain"),
                                            entry.money("revenue")));
            case "LeadCompleted" -> {
                Lead lead = lead(id);
                lead.completions++;
                lead.outcome = entry.text("outcome");
                lead.price = entry.money("price");
                lead.revenue = entry.money("revenue");
            }
            default -> {}
        }
    }

    /** The lead of an event; one whose first event is missing is itself a broken rule. */
    private Lead lead(String id) {
        return leads.computeIfAbsent(
                id,
                missing -> {
                    broken.add("lead " + id + " was never received");
                    return new Lead(id, "none", false);
                });
    }

    private void foldDelivery(Entry entry) {
        if (entry.name().equals("DeliverySettled")
                && settled.put(entry.streamId(), entry) != null) {
            broken.add("delivery settled twice: " + entry.streamId());
        }
    }

    private void checkLead(Lead lead) {
        if (lead.completions != 1) {
            broken.add("lead " + lead.id + " has " + lead.completions + " completions");
        }
        if (!lead.settlings.keySet().equals(lead.asked.keySet())) {
            broken.add("lead " + lead.id + " has deliveries that are not settled");
        }
        BigDecimal earned = BigDecimal.ZERO;
        for (Map.Entry<String, Lead.Settling> found : lead.settlings.entrySet()) {
            checkSettling(lead, found.getKey(), found.getValue());
            earned = earned.add(found.getValue().revenue());
        }
        if (earned.compareTo(lead.revenue) != 0) {
            broken.add("lead " + lead.id + " says revenue " + lead.revenue + ", steps " + earned);
        }
        if (!"SUCCESS".equals(lead.outcome) && lead.price.signum() != 0) {
            broken.add("lead " + lead.id + " was not bought and costs " + lead.price);
        }
    }

    private void checkSettling(Lead lead, String eventId, Lead.Settling settling) {
        Entry delivery = settled.get(eventId);
        if (delivery == null || !delivery.text("outcome").equals(settling.outcome())) {
            broken.add("step of event " + eventId + " and its delivery disagree");
        }
        boolean sold = settling.outcome().equals("SUCCESS") && settling.certain();
        BigDecimal due = sold ? lead.asked.getOrDefault(eventId, BigDecimal.ZERO) : BigDecimal.ZERO;
        if (due.compareTo(settling.revenue()) != 0) {
            broken.add("event " + eventId + " earned " + settling.revenue() + ", due " + due);
        }
    }

    private static boolean isTest(Entry entry) {
        return (Boolean) ((GenericRecord) entry.value().get("meta")).get("test");
    }
}
