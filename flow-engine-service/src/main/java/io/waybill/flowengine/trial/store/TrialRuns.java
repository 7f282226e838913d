package io.waybill.flowengine.trial.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flowengine.OffLoop;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.SourceDefinition;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.VersionView;
import io.waybill.flowengine.leadrun.EventIdOf;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.trial.GoldenLead;
import io.waybill.flowengine.trial.Trial;
import io.waybill.flowengine.trial.TrialResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes trials of definitions: on a worker thread, since rules may take their time. */
@Singleton
public final class TrialRuns {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final LeadRunDecider decider;
    private final InstantSource clock;

    TrialRuns(EventIdOf eventIds, InstantSource clock) {
        this.decider = new LeadRunDecider(eventIds);
        this.clock = clock;
    }

    /** A definition that can run, ready for trials. */
    public record Subject(RunnableFlow flow, Map<String, Object> json) {

        /** The source of that id; without an id the first that is enabled, else the first. */
        public Optional<UUID> source(Optional<UUID> asked) {
            List<SourceDefinition> sources = flow.definition().sources();
            return asked.isPresent()
                    ? asked.filter(id -> flow.definition().source(id).isPresent())
                    : sources.stream()
                            .filter(SourceDefinition::enabled)
                            .findFirst()
                            .or(() -> sources.stream().findFirst())
                            .map(SourceDefinition::id);
        }
    }

    /** What became of a golden lead; it passed when there is no difference. */
    public record Checked(String name, List<String> differences) {}

    /**
     * A definition that could be deployed.
     *
     * @param version that the lead says it runs on
     * @return empty when it could not
     */
    public Optional<Subject> subject(
            FlowOwner owner, UUID flowId, int version, Map<String, Object> json) {
        return sound(FlowReader.read(json))
                .map(definition ->
                        new Subject(
                                new RunnableFlow(
                                        flowId,
                                        version,
                                        owner.accountId(),
                                        ZoneId.of(owner.zone()),
                                        definition),
                                json));
    }

    /**
     * A version as the lane runs it: in the zone that it was deployed with.
     *
     * @return empty when this build cannot run it
     */
    public Optional<Subject> deployed(FlowOwner owner, UUID flowId, VersionView version) {
        Map<String, Object> json = version.definition().json();
        String zone = version.zone().orElse(owner.zone());
        return sound(FlowReader.readDeployed(json))
                .map(definition ->
                        new Subject(
                                new RunnableFlow(
                                        flowId,
                                        version.version(),
                                        owner.accountId(),
                                        ZoneId.of(zone),
                                        definition),
                                json));
    }

    private static Optional<FlowDefinition> sound(FlowReader.Result result) {
        return result instanceof FlowReader.Result.Sound(FlowDefinition definition)
                ? Optional.of(definition)
                : Optional.empty();
    }

    /**
     * @param source one of the flow's
     */
    public Uni<TrialResult> run(Subject subject, UUID source, GoldenLead lead) {
        return OffLoop.run(() -> tried(subject, source, lead));
    }

    /** Tries golden leads one after the other; what is not done in time has not passed. */
    public Uni<List<Checked>> check(Subject subject, List<GoldenLead> leads) {
        return OffLoop.run(() -> {
            Instant deadline = clock.instant().plus(LONGEST);
            List<Checked> checked = new ArrayList<>();
            for (GoldenLead lead : leads) {
                checked.add(
                        clock.instant().isAfter(deadline)
                                ? new Checked(lead.name(), List.of("it was not tried in time"))
                                : checked(subject, lead));
            }
            return checked;
        });
    }

    private Checked checked(Subject subject, GoldenLead lead) {
        List<String> differences =
                subject.source(lead.sourceId())
                        .map(source -> lead.differences(tried(subject, source, lead)))
                        .orElseGet(() -> List.of("its source is not in the flow any more"));
        return new Checked(lead.name(), differences);
    }

    private TrialResult tried(Subject subject, UUID source, GoldenLead golden) {
        Lead lead =
                new Lead(
                        TimeOrderedIds.next(),
                        subject.flow().id(),
                        subject.flow().version(),
                        source,
                        golden.now().orElseGet(clock::instant),
                        golden.random(),
                        false,
                        golden.fields(),
                        Optional.empty());
        return new Trial(decider, subject.flow(), subject.json())
                .run(lead, golden.replies(), golden.lane());
    }
}
