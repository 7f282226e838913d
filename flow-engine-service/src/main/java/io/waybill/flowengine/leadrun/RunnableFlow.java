package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.Enhancement;
import io.waybill.flowengine.definition.EnhancementStep;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.Partnership;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.RoutingStep;
import io.waybill.flowengine.definition.SourceDefinition;
import io.waybill.flowengine.definition.Step;
import io.waybill.language.LeadData;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A version of a flow, compiled, with what rules and templates may read while a lead runs through
 * it.
 */
public final class RunnableFlow {

    private final UUID id;
    private final int version;
    private final UUID accountId;
    private final ZoneId zone;
    private final FlowDefinition definition;
    private final Map<String, String> keys = new HashMap<>();
    private final Set<String> exclusive = new HashSet<>();
    private final Map<String, RecipientStep> recipients = new HashMap<>();
    private final Map<String, Lookup> lookups = new HashMap<>();

    /** A step that looks something up outside. */
    public record Lookup(EnhancementStep step, Enhancement.HttpLookup http) {}

    /**
     * @param zone the account's
     */
    public RunnableFlow(
            UUID id, int version, UUID accountId, ZoneId zone, FlowDefinition definition) {
        this.id = id;
        this.version = version;
        this.accountId = accountId;
        this.zone = zone;
        this.definition = definition;
        definition
                .listChecks()
                .forEach(check -> keys.put(LeadRunEvent.CHECK + check.key(), check.key()));
        definition.steps().forEach(this::index);
    }

    private void index(Step step) {
        step.resultKey().ifPresent(key -> keys.put(step.id(), key));
        switch (step) {
            case RecipientStep recipient -> recipients.put(recipient.id(), recipient);
            case RoutingStep routing -> {
                routing.candidates().forEach(candidate -> index(candidate.recipient()));
                if (!routing.toMany()) {
                    routing.candidates()
                            .forEach(candidate -> exclusive.add(candidate.recipient().id()));
                }
            }
            case EnhancementStep enhancement -> {
                if (enhancement.kind() instanceof Enhancement.HttpLookup http) {
                    lookups.put(enhancement.id(), new Lookup(enhancement, http));
                }
            }
            default -> {}
        }
    }

    public UUID id() {
        return id;
    }

    public int version() {
        return version;
    }

    public UUID accountId() {
        return accountId;
    }

    public ZoneId zone() {
        return zone;
    }

    public FlowDefinition definition() {
        return definition;
    }

    /** What rules and templates read at this point of the run. */
    public Vars vars(LeadRun.Progress progress) {
        return vars(progress, known(progress.lead()));
    }

    /**
     * What rules and templates read at this point of the run.
     *
     * @param known what they read of the lead, which stays the same
     */
    Vars vars(LeadRun.Progress progress, Map<String, Object> known) {
        return Vars.of(values(progress, known));
    }

    /** What they read before anything is known but the lead. */
    Vars vars(Lead lead) {
        return Vars.of(known(lead));
    }

    /**
     * What the templates of a delivery to a recipient, or of a look-up, read. To a partner nothing
     * leaves but the shared fields, and by what the delivery and the connection are known.
     */
    public Vars deliveryVars(LeadRun.Progress progress, Step step, UUID eventId) {
        if (step instanceof RecipientStep recipient && recipient.partnership().isPresent()) {
            return sharedVars(progress, recipient.partnership().get(), eventId);
        }
        Map<String, Object> values = values(progress, known(progress.lead()));
        values.put("recipient", Map.of("id", step.id(), "name", step.name()));
        values.put("event_id", eventId.toString());
        return Vars.of(values);
    }

    private Vars sharedVars(LeadRun.Progress progress, Partnership partner, UUID eventId) {
        Lead lead = progress.lead();
        Map<String, Object> data =
                SourceMapping.apply(
                        partner.mappings(),
                        lead.data(),
                        now -> vars(progress, known(lead.withData(now))));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "lead",
                LeadData.type(
                        SharedLead.of(data, partner.share()),
                        definition.fields(),
                        lead.receivedAt()));
        values.put("is_test", lead.test());
        values.put("event_id", eventId.toString());
        partner.connectionId()
                .ifPresent(id -> values.put("connection", Map.of("id", id.toString())));
        return Vars.of(values);
    }

    /** The recipient of that id, whether it is a step or stands in a routing step. */
    public RecipientStep recipient(String stepId) {
        RecipientStep recipient = recipients.get(stepId);
        if (recipient == null) {
            throw new IllegalArgumentException("No recipient step " + stepId + " in flow " + id);
        }
        return recipient;
    }

    /**
     * The price that a buyer named, as far as the step takes its word.
     *
     * @param stepId any step; one that is no recipient here takes every word
     */
    public Optional<BigDecimal> agreed(String stepId, Optional<BigDecimal> named) {
        RecipientStep recipient = recipients.get(stepId);
        return recipient == null ? named : recipient.salePrice().agreed(named);
    }

    /** Whether only one of that recipient and others gets the lead. */
    public boolean isExclusive(String recipientId) {
        return exclusive.contains(recipientId);
    }

    /** The look-up of that step. */
    public Lookup lookup(String stepId) {
        Lookup lookup = lookups.get(stepId);
        if (lookup == null) {
            throw new IllegalArgumentException("No look-up " + stepId + " in flow " + id);
        }
        return lookup;
    }

    private Map<String, Object> values(LeadRun.Progress progress, Map<String, Object> known) {
        Map<String, Object> values = new LinkedHashMap<>(known);
        values.put("price", plain(progress.price()));
        progress.results()
                .forEach((stepId, result) -> {
                    String key = keys.get(stepId);
                    if (key != null) {
                        values.put(key, result);
                    }
                });
        return values;
    }

    /** What is known of a lead from the first; a typed value is read when it is asked for. */
    Map<String, Object> known(Lead lead) {
        Map<String, Object> typed =
                new LinkedHashMap<>(
                        LeadData.type(lead.data(), definition.fields(), lead.receivedAt()));
        typed.put("id", lead.firstId().toString());
        typed.putIfAbsent("random_number", lead.percentile());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lead", typed);
        values.put("submission", submission(lead));
        values.put("timestamp", lead.receivedAt().toString());
        values.put("random", lead.percentile());
        values.put("is_test", lead.test());
        values.put("source", Map.of("id", lead.sourceId().toString(), "name", sourceName(lead)));
        values.put("flow", Map.of("id", id.toString(), "name", definition.name()));
        values.put("account", Map.of("id", accountId.toString()));
        return values;
    }

    private static Map<String, Object> submission(Lead lead) {
        Map<String, Object> submission = new LinkedHashMap<>();
        submission.put("timestamp", lead.receivedAt().toString());
        lead.ip().ifPresent(ip -> submission.put("ip", ip));
        return submission;
    }

    /**
     * The same with values of the lead in the form that may be stored.
     *
     * @param known as {@link #known} made it
     */
    @SuppressWarnings("unchecked") // the lead's fields have text keys
    static Map<String, Object> masked(Map<String, Object> known) {
        Map<String, Object> masked = new LinkedHashMap<>(known);
        masked.computeIfPresent("lead", (_, lead) -> LeadData.masked((Map<String, Object>) lead));
        return masked;
    }

    /** Without the zeros that money has behind it. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private String sourceName(Lead lead) {
        return definition.source(lead.sourceId()).map(SourceDefinition::name).orElse("");
    }

    @Override
    public String toString() {
        return "RunnableFlow[" + id + "/" + version + "]";
    }
}
