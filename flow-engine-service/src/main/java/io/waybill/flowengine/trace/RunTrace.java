package io.waybill.flowengine.trace;

import io.waybill.flowengine.definition.Partnership;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.SecretSettings;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.language.InvalidRule;
import io.waybill.language.InvalidTemplate;
import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import io.waybill.language.TemplateFailed;
import io.waybill.language.TraceEntry;
import io.waybill.language.Vars;
import io.waybill.language.WorkLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells decisions event by event, with the comparisons behind each: rules are evaluated again on
 * what they could read at that moment.
 */
public final class RunTrace {

    private final RunnableFlow flow;
    private final DefinitionParts parts;
    private final Narrative narrative;

    /**
     * @param definition the version in JSON, of which the flow was made
     */
    public RunTrace(RunnableFlow flow, Map<String, Object> definition) {
        this.flow = flow;
        this.parts = new DefinitionParts(definition);
        this.narrative = new Narrative(parts);
    }

    /** One decision: where the run stood, when it was made, and what it came to. */
    public record Decided(LeadRun before, Instant at, List<LeadRunEvent> events) {

        public LeadRun after() {
            LeadRun run = before;
            for (LeadRunEvent event : events) {
                run = LeadRun.evolve(run, event);
            }
            return run;
        }
    }

    /** Comparisons are told as long as they do not need more work together than a decision may. */
    public List<TraceStep> of(List<Decided> decisions) {
        return WorkLimit.within(() -> told(decisions));
    }

    private List<TraceStep> told(List<Decided> decisions) {
        List<TraceStep> steps = new ArrayList<>();
        for (Decided decision : decisions) {
            LeadRun run = decision.before();
            for (LeadRunEvent event : decision.events()) {
                steps.add(step(event, decision.at(), run));
                run = LeadRun.evolve(run, event);
            }
        }
        return List.copyOf(steps);
    }

    private TraceStep step(LeadRunEvent event, Instant at, LeadRun run) {
        Optional<String> stepId = stepId(event);
        Optional<LeadRun.Progress> progress = progress(run);
        try {
            return step(event, at, stepId, progress);
        } catch (WorkLimit.TooMuchWork goesOnWithoutComparisons) {
            return step(event, at, stepId, Optional.empty());
        }
    }

    private TraceStep step(
            LeadRunEvent event,
            Instant at,
            Optional<String> stepId,
            Optional<LeadRun.Progress> progress) {
        return new TraceStep(
                EventFacts.name(event),
                at,
                stepId,
                narrative.of(event),
                progress.map(p -> rules(event, stepId, p)).orElse(List.of()),
                EventFacts.of(event),
                progress.map(p -> sent(event, p)).orElse(Map.of()));
    }

    private static Optional<String> stepId(LeadRunEvent event) {
        return switch (event) {
            case LeadRunEvent.FilterPassed e -> Optional.of(e.stepId());
            case LeadRunEvent.FilterStopped e -> Optional.of(e.stepId());
            case LeadRunEvent.StepSkipped e -> Optional.of(e.stepId());
            case LeadRunEvent.DataAppended e -> Optional.of(e.stepId());
            case LeadRunEvent.LookupRequested e -> Optional.of(e.stepId());
            case LeadRunEvent.RecipientChosen e -> Optional.of(e.stepId());
            case LeadRunEvent.NobodyChosen e -> Optional.of(e.stepId());
            case DeliveryRequested e -> Optional.of(e.stepId());
            case LeadRunEvent.ConnectionRead e -> Optional.of(e.stepId());
            case LeadRunEvent.StepKept e -> Optional.of(e.stepId());
            case LeadRunEvent.StepSettled e -> Optional.of(e.stepId());
            case LeadRunEvent.SaleReconciled e -> Optional.of(e.stepId());
            default -> Optional.empty();
        };
    }

    private static Optional<LeadRun.Progress> progress(LeadRun run) {
        return switch (run) {
            case LeadRun.Running running -> Optional.of(running.progress());
            case LeadRun.Waiting waiting -> Optional.of(waiting.progress());
            case LeadRun.Absent _, LeadRun.Completed _, LeadRun.Closed _ -> Optional.empty();
        };
    }

    private List<Map<String, @Nullable Object>> rules(
            LeadRunEvent event, Optional<String> stepId, LeadRun.Progress progress) {
        List<Map<String, @Nullable Object>> views = new ArrayList<>();
        switch (event) {
            case LeadRunEvent.LeadAccepted _, LeadRunEvent.LeadRefused _ -> {
                evaluate(acceptance(parts.flow()), progress, views);
                String source = progress.lead().sourceId().toString();
                parts.source(source).ifPresent(own -> evaluate(acceptance(own), progress, views));
            }
            case LeadRunEvent.StepSettled _,
                    LeadRunEvent.ConnectionRead _,
                    LeadRunEvent.LeadCompleted _,
                    LeadRunEvent.LeadClosed _ -> {}
            case LeadRunEvent.RecipientChosen chosen -> {
                evaluate(criteria(chosen.stepId()), progress, views);
                evaluate(criteria(chosen.recipientId()), progress, views);
            }
            default -> stepId.ifPresent(id -> evaluate(criteria(id), progress, views));
        }
        return views;
    }

    private @Nullable Object criteria(String stepId) {
        return parts.step(stepId).get("rule_set");
    }

    private static @Nullable Object acceptance(Map<?, ?> owner) {
        return owner.get("acceptance") instanceof Map<?, ?> acceptance
                ? acceptance.get("rule_set")
                : null;
    }

    private void evaluate(
            @Nullable Object json,
            LeadRun.Progress progress,
            List<Map<String, @Nullable Object>> views) {
        try {
            RuleSet rules = RuleSet.parse(json);
            if (!rules.isEmpty()) {
                for (TraceEntry entry : rules.evaluate(flow.vars(progress)).trace()) {
                    views.add(entry.toView());
                }
            }
        } catch (InvalidRule | TemplateFailed notToBeEvaluated) {
            // The event still says what was decided.
        }
    }

    private Map<String, Object> sent(LeadRunEvent event, LeadRun.Progress progress) {
        if (!(event instanceof DeliveryRequested asked)) {
            return Map.of();
        }
        RecipientStep recipient = flow.recipient(asked.stepId());
        Vars vars = flow.deliveryVars(progress, recipient, asked.eventId());
        if (recipient.partnership().isPresent()) {
            return shared(recipient.partnership().get(), vars);
        }
        if (!(parts.step(asked.stepId()).get("delivery") instanceof Map<?, ?> settings)) {
            return Map.of();
        }
        Map<String, Object> sent = new LinkedHashMap<>();
        settings.forEach((key, value) -> sent.put(key.toString(), rendered(key, value, vars)));
        return sent;
    }

    /** What left over the connection; where to and in which form is the partner's. */
    private static Map<String, Object> shared(Partnership partner, Vars vars) {
        Map<String, Object> shared = new LinkedHashMap<>();
        for (String field : partner.share()) {
            String text = vars.text("lead." + field);
            if (!text.isEmpty()) {
                shared.put(field, text);
            }
        }
        return shared;
    }

    private static Object rendered(Object key, @Nullable Object value, Vars vars) {
        if (!(value instanceof String text)) {
            return value == null ? "" : value;
        }
        if (SecretSettings.isSecret(key.toString()) || SecretSettings.isSealed(text)) {
            return SecretSettings.MASK;
        }
        try {
            return Template.compile(text).renderText(vars);
        } catch (InvalidTemplate | TemplateFailed notToBeRendered) {
            return "(cannot be rendered)";
        }
    }
}
