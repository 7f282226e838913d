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
 * Folds {@code flow.versions}, {@code flow.leads}, {@code delivery.attempts} and {@code
 * feedback.events} into outcomes and money, and lists every rule of the ledger that a record
 * breaks. Shares no code with the services.
 */
public final class LedgerModel {

    /** The topics that the model folds. */
    public static final String[] TOPICS = {
        "flow.versions", "flow.leads", "delivery.attempts", "feedback.events"
    };

    private final Map<String, FlowTerms> flows = new HashMap<>();
    private final Map<String, Lead> leads = new LinkedHashMap<>();
    private final Map<String, Entry> settled = new LinkedHashMap<>();

    /** Ids of calls that repeated a key with the same request, to the first call's lead. */
    private final Map<String, String> repeats = new HashMap<>();

    /** Topic and stream to the record ids at sequence 1, 2, ... */
    private final Map<String, List<String>> streams = new HashMap<>();

    private final CapBook caps = new CapBook();
    private final ReturnBook returned = new ReturnBook();
    private final List<String> broken = new ArrayList<>();

    /** Folds the records of all topics; the order between topics does not matter. */
    public static LedgerModel of(List<Entry> entries) {
        LedgerModel model = new LedgerModel();
        entries.forEach(model::foldVersion);
        entries.stream()
                .filter(entry -> !entry.topic().equals("flow.versions"))
                .filter(model::isNext)
                .forEach(model::fold);
        model.leads.values().forEach(model::check);
        model.broken.addAll(model.caps.broken());
        model.broken.addAll(model.returned.broken(model.leads, model.flows));
        return model;
    }

    private void check(Lead lead) {
        if (!flows.containsKey(lead.flowVersion)) {
            broken.add("lead " + lead.id + " ran on an unknown version " + lead.flowVersion);
        }
        broken.addAll(LeadRules.broken(lead, terms(lead), settled));
    }

    /** Sentences about what is wrong; empty when the ledger keeps its rules. */
    public List<String> brokenRules() {
        return List.copyOf(broken);
    }

    /** Of the leads, and of the calls that were told one of them by an id of their own. */
    public Set<String> leadIds() {
        Set<String> ids = new HashSet<>(leads.keySet());
        ids.addAll(repeats.keySet());
        return ids;
    }

    public List<String> leadIdsOf(String sourceId) {
        return leads.values().stream()
                .filter(lead -> lead.sourceId.equals(sourceId))
                .map(lead -> lead.id)
                .toList();
    }

    /** The outcome that follows from a lead's events. */
    public String outcomeOf(String leadId) {
        return String.valueOf(lead(leadId).outcome());
    }

    /** Event ID to settling, of all hand-overs of these leads. */
    public Map<String, Settling> settlingsOf(Collection<String> leadIds) {
        Map<String, Settling> settlings = new HashMap<>();
        leadIds.forEach(id -> settlings.putAll(lead(id).settlings));
        return settlings;
    }

    /** A source's live leads by outcome, with what they cost and earned. */
    public Totals totalsOf(String sourceId) {
        return leads.values().stream()
                .filter(lead -> !lead.test && lead.sourceId.equals(sourceId))
                .map(lead ->
                        Totals.of(
                                        lead.outcome(),
                                        lead.price(terms(lead)),
                                        lead.revenue().add(lead.earnedLater()))
                                .less(returned.costOf(lead.id), returned.revenueOf(lead)))
                .reduce(Totals.none(), Totals::plus);
    }

    /** Hand-overs of a source's live leads by recipient step, with what they earned. */
    public Map<String, Totals> byRecipient(String sourceId) {
        Map<String, Totals> totals = new TreeMap<>();
        leads.values().stream()
                .filter(lead -> !lead.test && lead.sourceId.equals(sourceId))
                .forEach(lead ->
                        lead.settlings.forEach((eventId, settling) ->
                                totals.merge(
                                        settling.stepId(),
                                        Totals.of(
                                                        settling.outcome(),
                                                        BigDecimal.ZERO,
                                                        lead.earned(eventId))
                                                .less(BigDecimal.ZERO, returned.revenueOf(eventId)),
                                        Totals::plus)));
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

    private void foldVersion(Entry entry) {
        if (entry.name().equals("FlowVersionPublished")) {
            flows.put(
                    entry.text("flowId") + "/" + entry.text("version"),
                    FlowTerms.of(entry.text("definition")));
        }
    }

    private void fold(Entry entry) {
        String id = entry.streamId();
        switch (entry.name()) {
            case "LeadReceived" -> leads.put(id, received(entry));
            case "LeadRefused" -> lead(id).refused = true;
            case "FilterStopped" ->
                    lead(id).stop = new Lead.Stop(entry.text("stepId"), entry.text("outcome"));
            case "DeliveryRequested" ->
                    lead(id).asked
                            .put(
                                    entry.text("eventId"),
                                    new Lead.Asked(
                                            entry.text("stepId"),
                                            entry.money("salePrice"),
                                            entry.flag("priceFromReply")));
            case "ConnectionRead" -> lead(id).connections.add(entry.text("stepId"));
            case "StepSettled" -> lead(id).settlings.put(entry.text("eventId"), settling(entry));
            case "SaleReconciled" -> reconcile(lead(id), entry);
            case "LeadCompleted" -> complete(lead(id), entry);
            case "CapReserved", "CapConfirmed", "CapReleased" -> caps.take(entry);
            case "DuplicateKeySeen" -> {
                if (entry.flag("sameRequest")) {
                    repeats.put(id, entry.text("firstLeadId"));
                }
            }
            case "DeliverySettled" -> {
                if (settled.put(id, entry) != null) {
                    broken.add("delivery settled twice: " + id);
                }
            }
            default -> returned.take(entry);
        }
    }

    private void complete(Lead lead, Entry entry) {
        lead.completions++;
        lead.said =
                new Lead.Said(entry.text("outcome"), entry.money("price"), entry.money("revenue"));
        String step = entry.text("decidedBy");
        if (terms(lead).routings().containsKey(step)) {
            lead.stop = new Lead.Stop(step, entry.text("outcome"));
        }
    }

    /** A sale becomes known once, and earns nothing unless it came about. */
    private void reconcile(Lead lead, Entry entry) {
        String eventId = entry.text("eventId");
        Settling known =
                new Settling(
                        entry.text("stepId"), entry.text("outcome"), true, entry.money("revenue"));
        Settling before = lead.settlings.get(eventId);
        if (lead.reconciled.put(eventId, known) != null
                || (before != null && (before.certain() || before.sold()))) {
            broken.add("sale of event " + eventId + " was known and is reconciled");
        }
        if (!known.sold() && known.revenue().signum() != 0) {
            broken.add("sale of event " + eventId + " did not come about and earned");
        }
    }

    private static Lead received(Entry entry) {
        boolean test = (Boolean) ((GenericRecord) entry.value().get("meta")).get("test");
        Lead lead =
                new Lead(
                        entry.streamId(),
                        entry.text("sourceId"),
                        entry.text("flowId") + "/" + entry.text("flowVersion"),
                        test);
        lead.sold = entry.value().getSchema().getField("sold") != null && entry.flag("sold");
        return lead;
    }

    private static Settling settling(Entry entry) {
        return new Settling(
                entry.text("stepId"),
                entry.text("outcome"),
                entry.flag("certain"),
                entry.money("revenue"));
    }

    /** The lead of an event; one whose first event is missing is itself a broken rule. */
    private Lead lead(String id) {
        return leads.computeIfAbsent(
                repeats.getOrDefault(id, id),
                missing -> {
                    broken.add("lead " + id + " was never received");
                    return new Lead(id, "none", "none", false);
                });
    }

    private FlowTerms terms(Lead lead) {
        return flows.getOrDefault(lead.flowVersion, FlowTerms.NONE);
    }
}
