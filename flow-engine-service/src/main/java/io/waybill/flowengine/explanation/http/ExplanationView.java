package io.waybill.flowengine.explanation.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.OffLoop;
import io.waybill.flowengine.explanation.Explanation;
import io.waybill.flowengine.explanation.Recorded;
import io.waybill.flowengine.explanation.Retold;
import io.waybill.flowengine.explanation.kafka.AccountKeys;
import io.waybill.flowengine.explanation.kafka.RecordedLeads.Found;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.FlowReads;
import io.waybill.flowengine.flow.store.VersionView;
import io.waybill.flowengine.leadrun.EventIdOf;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.trace.TraceStep;
import io.waybill.flowengine.trial.store.TrialRuns;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Explains a recorded lead by the version that it ran through, and puts that into JSON. */
@Singleton
class ExplanationView {

    private static final String LEAD_ID = "lead_id";

    private final LeadRunDecider decider;
    private final FlowReads flows;
    private final TrialRuns definitions;
    private final AccountKeys keys;

    ExplanationView(EventIdOf eventIds, FlowReads flows, TrialRuns definitions, AccountKeys keys) {
        this.decider = new LeadRunDecider(eventIds);
        this.flows = flows;
        this.definitions = definitions;
        this.keys = keys;
    }

    static Map<String, Object> repeat(UUID leadId, UUID first) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(LEAD_ID, leadId.toString());
        view.put("repeat_of", first.toString());
        view.put("trace", List.of());
        return view;
    }

    Uni<Map<String, Object>> of(FlowOwner owner, UUID leadId, Found.Lead recorded) {
        Lead lead =
                recorded.events().stream()
                        .map(Recorded::event)
                        .filter(LeadRunEvent.LeadReceived.class::isInstance)
                        .map(event -> ((LeadRunEvent.LeadReceived) event).lead())
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound("lead"));
        return flows.version(owner.accountId(), lead.flowId(), lead.flowVersion())
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("version")))
                .chain(version ->
                        OffLoop.run(() ->
                                view(
                                        leadId,
                                        lead,
                                        recorded,
                                        explained(owner, lead, version, recorded))));
    }

    private Explanation explained(
            FlowOwner owner, Lead lead, VersionView version, Found.Lead recorded) {
        TrialRuns.Subject subject =
                definitions
                        .deployed(owner, lead.flowId(), version)
                        .orElseThrow(() -> ProblemException.notFound("version"));
        return new Retold(
                        decider,
                        subject.flow(),
                        subject.json(),
                        parts ->
                                keys.digest(
                                        owner.accountId(),
                                        parts.getFirst(),
                                        parts.subList(1, parts.size())))
                .explain(recorded.events());
    }

    private static Map<String, Object> view(
            UUID leadId, Lead lead, Found.Lead recorded, Explanation explanation) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(LEAD_ID, leadId.toString());
        view.put("flow_id", lead.flowId().toString());
        view.put("version", lead.flowVersion());
        view.put("source_id", lead.sourceId().toString());
        view.put("received_at", lead.receivedAt().toString());
        for (Recorded event : recorded.events()) {
            if (event.event() instanceof LeadRunEvent.LeadCompleted completed) {
                view.put("outcome", completed.outcome().word());
                completed.reason().ifPresent(reason -> view.put("reason", reason));
                view.put("price", completed.price().toPlainString());
                view.put("revenue", completed.revenue().toPlainString());
                view.put("milliseconds", between(lead.receivedAt(), event.at()));
            }
        }
        view.put("complete", recorded.complete());
        view.put("same_when_decided_again", explanation.differences().isEmpty());
        view.put("differences", explanation.differences());
        view.put("trace", explanation.trace().stream().map(TraceStep::toView).toList());
        return view;
    }

    private static long between(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
