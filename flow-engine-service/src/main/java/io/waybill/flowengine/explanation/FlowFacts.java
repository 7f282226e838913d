package io.waybill.flowengine.explanation;

import io.waybill.flowengine.counter.Cap;
import io.waybill.flowengine.counter.Shares;
import io.waybill.flowengine.definition.Enhancement;
import io.waybill.flowengine.definition.EnhancementStep;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.RoutingStep;
import io.waybill.flowengine.definition.Step;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a flow tells how its events are to be read: they do not say it themselves. */
final class FlowFacts {

    private final Set<String> listSteps = new HashSet<>();
    private final Map<String, Cap.Measure> measures = new HashMap<>();
    private final Map<String, RoutingStep> routings = new HashMap<>();

    FlowFacts(FlowDefinition flow) {
        measure(flow.caps());
        flow.sources().forEach(source -> measure(source.caps()));
        flow.steps().forEach(this::take);
    }

    private void take(Step step) {
        switch (step) {
            case EnhancementStep enhancement -> {
                if (enhancement.kind() instanceof Enhancement.Suppression
                        || enhancement.kind() instanceof Enhancement.ListLookup) {
                    listSteps.add(enhancement.id());
                }
            }
            case RecipientStep recipient -> measure(recipient.caps());
            case RoutingStep routing -> {
                routings.put(routing.id(), routing);
                routing.candidates().forEach(candidate -> take(candidate.recipient()));
            }
            default -> {}
        }
    }

    private void measure(List<Cap> caps) {
        for (Cap cap : caps) {
            measures.put(cap.definition(), cap.measure());
            measure(cap.nested());
        }
    }

    /** Whether the step asks a list of the account; others may find something too. */
    boolean readsList(String stepId) {
        return listSteps.contains(stepId);
    }

    /** How a routing step chooses; empty where the version has no such step. */
    Optional<RoutingStep.Method> method(String stepId) {
        return Optional.ofNullable(routings.get(stepId)).map(RoutingStep::method);
    }

    /** In which parts a lead would be due to the recipients of a routing step, if all took it. */
    Map<String, Long> parts(String stepId) {
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        Optional.ofNullable(routings.get(stepId))
                .ifPresent(routing ->
                        routing.candidates()
                                .forEach(candidate ->
                                        weights.put(
                                                candidate.recipient().id(), candidate.weight())));
        return Shares.parts(weights);
    }

    /** Whether what is left of their caps is in the scores of a step's recipients. */
    boolean countsFree(String stepId) {
        return Optional.ofNullable(routings.get(stepId)).stream()
                .flatMap(routing -> routing.candidates().stream())
                .anyMatch(candidate -> candidate.worth().freeCapacity().signum() != 0);
    }

    /**
     * What a cap counts.
     *
     * @param definition of its counters
     */
    Optional<Cap.Measure> measure(String definition) {
        return Optional.ofNullable(measures.get(definition));
    }
}
