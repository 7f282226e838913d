package io.waybill.flowengine.explanation;

import io.waybill.flowengine.counter.Cap;
import io.waybill.flowengine.definition.Enhancement;
import io.waybill.flowengine.definition.EnhancementStep;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.RoutingStep;
import io.waybill.flowengine.definition.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a flow tells how its events are to be read: they do not say it themselves. */
final class FlowFacts {

    private final Set<String> listSteps = new HashSet<>();
    private final Map<String, Cap.Measure> measures = new HashMap<>();

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
            case RoutingStep routing ->
                    routing.candidates().forEach(candidate -> take(candidate.recipient()));
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

    /**
     * What a cap counts.
     *
     * @param definition of its counters
     */
    Optional<Cap.Measure> measure(String definition) {
        return Optional.ofNullable(measures.get(definition));
    }
}
