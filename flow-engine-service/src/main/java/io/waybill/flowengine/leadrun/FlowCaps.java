package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.Cap;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.RoutingStep;
import io.waybill.flowengine.definition.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which caps a version of a flow has. */
public final class FlowCaps {

    private final UUID flowId;
    private final SortedSet<String> identities = new TreeSet<>();

    private FlowCaps(UUID flowId) {
        this.flowId = flowId;
    }

    /**
     * All caps of the flow, its sources and its steps, the nested ones too.
     *
     * @return as {@link CounterName#identity} names them
     */
    public static SortedSet<String> of(RunnableFlow flow) {
        FlowCaps caps = new FlowCaps(flow.id());
        FlowDefinition definition = flow.definition();
        caps.add(CapScope.flow(flow.id()), definition.caps());
        definition
                .sources()
                .forEach(
                        source -> caps.add(CapScope.source(flow.id(), source.id()), source.caps()));
        definition.steps().forEach(caps::add);
        return caps.identities;
    }

    /**
     * Caps that a version of a flow begins with, as {@link CounterName#identity} names them.
     *
     * @param asNew the version before did not have them
     * @param again the version before had them with another duration, zone, rule or type
     */
    public record Begun(List<String> asNew, List<String> again) {

        public static final Begun NOTHING = new Begun(List.of(), List.of());
    }

    /** What begins when one version of a flow follows another. */
    public static Begun begun(Set<String> before, SortedSet<String> caps) {
        Set<String> known =
                before.stream().map(CounterName::anyDefinition).collect(Collectors.toSet());
        List<String> asNew = new ArrayList<>();
        List<String> again = new ArrayList<>();
        for (String cap : caps) {
            if (!before.contains(cap)) {
                (known.contains(CounterName.anyDefinition(cap)) ? again : asNew).add(cap);
            }
        }
        return new Begun(asNew, again);
    }

    private void add(Step step) {
        if (step instanceof RecipientStep recipient) {
            add(CapScope.step(flowId, recipient.id()), recipient.caps());
        } else if (step instanceof RoutingStep routing) {
            routing.candidates().forEach(candidate -> add(candidate.recipient()));
        }
    }

    private void add(CapScope scope, List<Cap> caps) {
        for (Cap cap : caps) {
            identities.add(
                    new CounterName(scope, cap.id(), cap.definition(), Optional.empty())
                            .identity());
            add(scope, cap.nested());
        }
    }
}
