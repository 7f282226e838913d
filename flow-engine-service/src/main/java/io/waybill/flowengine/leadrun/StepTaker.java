package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.FilterStep;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.definition.Pricing;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.Step;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterPassed;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterStopped;
import io.waybill.flowengine.leadrun.LeadRunEvent.Skip;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSkipped;
import io.waybill.language.Evaluation;
import io.waybill.language.RuleSet;
import io.waybill.language.Vars;
import java.util.List;
import java.util.Optional;

/** Takes the steps of a flow in their order, until one waits or the lead has its outcome. */
final class StepTaker {

    private static final int FIRST_RUN = 1;

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
        if (!step.enabled()) {
            tale.add(new StepSkipped(step.id(), Skip.DISABLED, Optional.empty()));
            return;
        }
        switch (step) {
            case FilterStep filter -> filter(filter);
            case RecipientStep recipient -> {
                if (meets(step, recipient.criteria())) {
                    deliver(recipient);
                }
            }
        }
    }

    private void filter(FilterStep step) {
        Vars vars = passage.vars();
        Evaluation evaluation = step.rules().evaluate(vars);
        if (!evaluation.pass()) {
            tale.add(new FilterPassed(step.id()));
            return;
        }
        boolean success = step.outcome() == LeadOutcome.SUCCESS;
        Optional<String> reason =
                Admission.rendered(step.reason(), vars)
                        .or(() -> success ? Optional.empty() : Optional.of(evaluation.sentence()));
        tale.add(new FilterStopped(step.id(), evaluation.deciding(), step.outcome(), reason));
        tale.complete(step.outcome(), Optional.of(step.id()), reason);
    }

    /** Whether the step is for this lead; one that is not is skipped. */
    private boolean meets(Step step, Optional<RuleSet> criteria) {
        Optional<Evaluation> unmet =
                criteria.map(rules -> rules.evaluate(passage.vars()))
                        .filter(evaluation -> !evaluation.pass());
        unmet.map(Evaluation::sentence)
                .map(reason -> new StepSkipped(step.id(), Skip.CRITERIA, Optional.of(reason)))
                .ifPresent(tale::add);
        return unmet.isEmpty();
    }

    private void deliver(RecipientStep step) {
        tale.add(
                new DeliveryRequested(
                        step.id(),
                        eventIds.delivery(tale.leadId(), step.id(), FIRST_RUN),
                        step.settleWithin(),
                        step.salePrice().price(passage.vars()),
                        step.salePrice() instanceof Pricing.FromReply));
    }
}
