package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.Enhancement;
import io.waybill.flowengine.definition.EnhancementStep;
import io.waybill.flowengine.definition.FilterStep;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.definition.Pricing;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.RoutingStep;
import io.waybill.flowengine.definition.Step;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterPassed;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterStopped;
import io.waybill.flowengine.leadrun.LeadRunEvent.LookupRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.Skip;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepKept;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSkipped;
import io.waybill.flowengine.partner.Standing;
import io.waybill.language.Evaluation;
import io.waybill.language.Vars;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes the steps of a flow in their order, until one waits or the lead has its outcome. */
final class StepTaker {

    private static final Optional<String> NO_PARTNER = Optional.of(PartnerGate.NO_PARTNER);

    private final EventIdOf eventIds;
    private final Passage passage;
    private final Tale tale;

    StepTaker(EventIdOf eventIds, Passage passage) {
        this.eventIds = eventIds;
        this.passage = passage;
        this.tale = passage.tale;
    }

    void takeAll() {
        List<Step> steps = passage.flow.definition().steps();
        while (tale.run instanceof LeadRun.Running(LeadRun.Progress progress)) {
            if (progress.position() == steps.size()) {
                tale.complete(LeadOutcome.SUCCESS, Optional.empty(), Optional.empty());
            } else {
                take(steps.get(progress.position()));
            }
        }
    }

    private void take(Step step) {
        if (isUnderWay(step)) {
            route((RoutingStep) step);
        } else if (step instanceof RecipientStep buyer && PartnerGate.isUnconnected(buyer)) {
            tale.add(new StepSkipped(step.id(), Skip.NOT_CONNECTED, NO_PARTNER));
        } else if (!step.enabled()) {
            tale.add(new StepSkipped(step.id(), Skip.DISABLED, Optional.empty()));
        } else if (meets(step)) {
            switch (step) {
                case FilterStep filter -> filter(filter);
                case EnhancementStep enhancement -> enhance(enhancement);
                case RecipientStep recipient -> deliver(recipient);
                case RoutingStep routing -> route(routing);
            }
        }
    }

    /** A routing step that was chosen for before goes on without asking its criteria again. */
    private boolean isUnderWay(Step step) {
        return step instanceof RoutingStep
                && tale.progress().round().filter(r -> r.stepId().equals(step.id())).isPresent();
    }

    private void filter(FilterStep step) {
        Evaluation evaluation = step.rules().evaluate(passage.vars());
        if (!evaluation.pass()) {
            tale.add(new FilterPassed(step.id()));
            return;
        }
        boolean success = step.outcome() == LeadOutcome.SUCCESS;
        Optional<String> reason =
                Admission.rendered(step.reason(), passage)
                        .or(() -> success ? Optional.empty() : Optional.of(evaluation.sentence()));
        tale.add(new FilterStopped(step.id(), evaluation.deciding(), step.outcome(), reason));
        tale.complete(step.outcome(), Optional.of(step.id()), reason);
    }

    /** Whether the step is for this lead; one that is not is skipped. */
    private boolean meets(Step step) {
        Optional<Evaluation> unmet =
                step.criteria()
                        .map(rules -> rules.evaluate(passage.vars()))
                        .filter(evaluation -> !evaluation.pass());
        unmet.map(Evaluation::sentence)
                .map(reason -> new StepSkipped(step.id(), Skip.CRITERIA, Optional.of(reason)))
                .ifPresent(tale::add);
        return unmet.isEmpty();
    }

    private void enhance(EnhancementStep step) {
        Vars vars = passage.vars();
        switch (step.kind()) {
            case Enhancement.Validation kind -> append(step, Enhancer.validation(kind, vars));
            case Enhancement.ValueLookup kind -> append(step, Enhancer.valueLookup(kind, vars));
            case Enhancement.ListLookup kind ->
                    append(step, new ListChecks(passage).lookedUp(kind));
            case Enhancement.Suppression kind ->
                    append(step, new ListChecks(passage).suppressed(kind));
            case Enhancement.DuplicateLookup kind ->
                    append(step, new ListChecks(passage).duplicate(kind.check()));
            case Enhancement.QualityScore kind -> append(step, Enhancer.qualityScore(kind, vars));
            case Enhancement.HttpLookup kind -> lookUp(step, kind);
        }
    }

    private void lookUp(Step step, Enhancement.HttpLookup kind) {
        if (!keep(step, Optional.empty())) {
            tale.add(new LookupRequested(step.id(), eventId(step), kind.settleWithin()));
        }
    }

    /** Whether an earlier run has settled the step; what it came to then stands. */
    private boolean keep(Step step, Optional<String> routing) {
        Optional<EarlierRuns.Kept> kept = tale.progress().lead().earlier().of(step.id());
        kept.ifPresent(k -> tale.add(new StepKept(step.id(), routing, k)));
        return kept.isPresent();
    }

    private void append(Step step, Map<String, Object> data) {
        tale.add(new DataAppended(step.id(), Optional.empty(), data));
    }

    /** Recipients that had the lead in an earlier run had their turn. */
    private void route(RoutingStep step) {
        if (!isUnderWay(step)) {
            step.candidates()
                    .forEach(candidate -> keep(candidate.recipient(), Optional.of(step.id())));
        }
        new Router(passage, step).next().ifPresent(this::request);
    }

    private void deliver(RecipientStep step) {
        if (keep(step, Optional.empty())) {
            return;
        }
        Optional<Standing> shut = new PartnerGate(passage).shut(step);
        if (shut.isPresent()) {
            passOver(step, shut.get());
            return;
        }
        Optional<String> reached = new CapKeeper(passage).take(step);
        if (reached.isPresent()) {
            tale.add(new StepSkipped(step.id(), Skip.CAP, reached));
        } else {
            request(step);
        }
    }

    /** Nothing is sent: the step is skipped, or ends with an error where something is wrong. */
    private void passOver(RecipientStep step, Standing shut) {
        switch (shut) {
            case Standing.NotYet(String reason) ->
                    tale.add(new StepSkipped(step.id(), Skip.NOT_CONNECTED, Optional.of(reason)));
            case Standing.Broken(String reason) ->
                    tale.add(
                            new StepSettled(
                                    step.id(),
                                    eventId(step),
                                    Settlement.unsent(reason),
                                    Tale.NOTHING));
            case Standing.Open _ -> throw new IllegalArgumentException("It is open");
        }
    }

    private void request(RecipientStep step) {
        new PartnerGate(passage).tell(step);
        tale.add(
                new DeliveryRequested(
                        step.id(),
                        eventId(step),
                        step.settleWithin(),
                        step.salePrice().price(passage.vars()),
                        step.salePrice() instanceof Pricing.FromReply));
    }

    private UUID eventId(Step step) {
        Lead lead = tale.progress().lead();
        return eventIds.delivery(lead.firstId(), step.id(), lead.earlier().number());
    }
}
