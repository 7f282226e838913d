package io.waybill.intake.flows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All flows and their sources at one moment: immutable, found in constant time. */
public final class FlowDirectory {

    private static final FlowDirectory EMPTY = new FlowDirectory(Map.of());

    private final Map<UUID, Flow> flows;

    private FlowDirectory(Map<UUID, Flow> flows) {
        this.flows = flows;
    }

    public static FlowDirectory empty() {
        return EMPTY;
    }

    /** The source in the flow's live version; none too while that version is not yet known. */
    public Optional<SubmissionTarget> find(UUID flowId, UUID sourceId) {
        Flow flow = flows.get(flowId);
        return flow == null ? Optional.empty() : flow.find(sourceId);
    }

    public int size() {
        return flows.size();
    }

    public FlowDirectory after(List<FlowFact> facts) {
        Map<UUID, Flow> next = new HashMap<>(flows);
        for (FlowFact fact : facts) {
            next.merge(fact.flowId(), Flow.NEW.after(fact), (flow, _) -> flow.after(fact));
        }
        return new FlowDirectory(next);
    }

    private record Flow(Map<Integer, FlowVersion> versions, FlowFact.@Nullable Live live) {

        static final Flow NEW = new Flow(Map.of(), null);

        Flow after(FlowFact fact) {
            return switch (fact) {
                case FlowFact.Published(FlowVersion version) -> {
                    Map<Integer, FlowVersion> more = new HashMap<>(versions);
                    more.put(version.id().number(), version);
                    yield new Flow(wanted(more, live), live);
                }
                case FlowFact.Live said ->
                        live != null && said.isOlderThan(live)
                                ? this
                                : new Flow(wanted(versions, said), said);
            };
        }

        /** Versions only grow, so that those before the live one are never asked for again. */
        private static Map<Integer, FlowVersion> wanted(
                Map<Integer, FlowVersion> versions, FlowFact.@Nullable Live live) {
            Map<Integer, FlowVersion> wanted = new HashMap<>(versions);
            wanted.keySet().removeIf(number -> live != null && number < live.version());
            return Map.copyOf(wanted);
        }

        Optional<SubmissionTarget> find(UUID sourceId) {
            FlowVersion version = live == null ? null : versions.get(live.version());
            Source source = version == null ? null : version.sources().get(sourceId);
            return live == null || version == null || source == null
                    ? Optional.empty()
                    : Optional.of(new SubmissionTarget(version, source, live.enabled()));
        }
    }
}
