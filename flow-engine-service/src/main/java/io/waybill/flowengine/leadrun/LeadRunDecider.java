package io.waybill.flowengine.leadrun;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.definition.Acceptance;
import io.waybill.flowengine.definition.FilterStep;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.Step;
import io.waybill.flowengine.leadrun.LeadRun.Absent;
import io.waybill.flowengine.leadrun.LeadRun.Running;
import io.waybill.flowengine.leadrun.LeadRun.Waiting;
import io.waybill.flowengine.leadrun.LeadRunCommand.SettleStep;
import io.waybill.flowengine.leadrun.LeadRunCommand.SubmitLead;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterPassed;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterStopped;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadAccepted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import io.waybill.flowengine.leadrun.LeadRunEvent.Skip;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSkipped;
import io.waybill.language.Evaluation;
import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import io.waybill.language.Vars;
import io.waybill.language.WorkLimit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides what a command does to a lead's run: the same inputs always give the same events. */
public final class LeadRunDecider {

    private static final int FIRST_RUN = 1;
    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(4);
    private static final Optional<String> FAILED = Optional.of("The flow could not be run");
    private static final Settlement OVERDUE =
            new Settlement(
                    LeadOutcome.ERROR,
                    false,
                    Optional.of("The delivery did not settle within 72 hours"),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());

    private final EventIdOf eventIds;

    public LeadRunDecider(EventIdOf eventIds) {
        this.eventIds = eventIds;
    }

    /**
     * Runs the lead through the flow until it waits for a delivery or has its outcome.
     *
     * @throws RuntimeException when a rule or template of the flow cannot be worked with this lead;
     *     the caller then asks for {@link #fail}
     */
    public Decision<LeadRunEvent, LeadRunRefusal> decide(
            LeadRun run, LeadRunCommand command, RunnableFlow flow) {
        return WorkLimit.within(() -> begin(run, command, tale -> proceed(tale, command, flow)));
    }

    /** Ends a lead with {@code failure} that came to a door which was shut meanwhile. */
    public Decision<LeadRunEvent, LeadRunRefusal> refuse(
            LeadRun run, SubmitLead submission, String reason) {
        return begin(run, submission, tale -> refuse(tale, "", reason));
    }

    /**
     * Ends a run whose decision cannot be made with {@code error}; what the command told is kept.
     */
    public Decision<LeadRunEvent, LeadRunRefusal> fail(LeadRun run, LeadRunCommand command) {
        return begin(
                run,
                command,
                tale -> tale.complete(LeadOutcome.ERROR, Optional.empty(), FAILED, NOTHING));
    }

    /**
     * Ends a run with {@code error} whose delivery said nothing for as long as a lead may stay open
     * (design 4). Nobody knows whether it was sold: the step is not certain.
     */
    public Decision<LeadRunEvent, LeadRunRefusal> expire(LeadRun run) {
        return run instanceof Waiting waiting
                ? tell(
                        run,
                        settled(waiting, OVERDUE),
                        tale ->
                                tale.complete(
                                        LeadOutcome.ERROR,
                                        Optional.empty(),
                                        OVERDUE.reason(),
                                        NOTHING))
                : new Decision.Refused<>(LeadRunRefusal.NOT_WAITING);
    }

    private static Decision<LeadRunEvent, LeadRunRefusal> begin(
            LeadRun run, LeadRunCommand command, Consumer<Tale> rest) {
        return switch (command) {
            case SubmitLead submit ->
                    run instanceof Absent
                            ? tell(
                                    run,
                                    new LeadReceived(submit.lead(), submit.idempotencyKeyHash()),
                                    rest)
                            : new Decision.Refused<>(LeadRunRefusal.RECEIVED_BEFORE);
            case SettleStep settle -> {
                if (!(run instanceof Waiting waiting)) {
                    yield new Decision.Refused<>(LeadRunRefusal.NOT_WAITING);
                }
                if (!waiting.eventId().equals(settle.eventId())) {
                    yield new Decision.Refused<>(LeadRunRefusal.OTHER_DELIVERY);
                }
                yield tell(run, settled(waiting, settle.settlement()), rest);
            }
        };
    }

    private static StepSettled settled(Waiting waiting, Settlement settlement) {
        boolean sold = settlement.outcome() == LeadOutcome.SUCCESS;
        return new StepSettled(
                waiting.stepId(),
                waiting.eventId(),
                settlement,
                sold ? waiting.salePrice() : NOTHING);
    }

    private static Decision<LeadRunEvent, LeadRunRefusal> tell(
            LeadRun run, LeadRunEvent first, Consumer<Tale> rest) {
        Tale tale = new Tale(run);
        tale.add(first);
        rest.accept(tale);
        return new Decision.Accepted<>(List.copyOf(tale.events));
    }

    private void proceed(Tale tale, LeadRunCommand command, RunnableFlow flow) {
        if (command instanceof SubmitLead) {
            accept(tale, flow);
        }
        List<Step> steps = flow.definition().steps();
        while (tale.run instanceof Running(LeadRun.Progress progress)) {
            if (progress.position() == steps.size()) {
                tale.complete(
                        LeadOutcome.SUCCESS,
                        Optional.empty(),
                        Optional.empty(),
                        flow.definition().purchasePrice());
            } else {
                take(steps.get(progress.position()), tale, flow);
            }
        }
    }

    private static void accept(Tale tale, RunnableFlow flow) {
        Acceptance acceptance = flow.definition().acceptance();
        Vars vars = tale.vars(flow);
        Evaluation evaluation = acceptance.criteria().orElseGet(RuleSet::empty).evaluate(vars);
        if (evaluation.pass()) {
            tale.add(new LeadAccepted());
            return;
        }
        String reason = rendered(acceptance.reason(), vars).orElseGet(evaluation::sentence);
        refuse(tale, evaluation.deciding(), reason);
    }

    private static void refuse(Tale tale, String rule, String reason) {
        tale.add(new LeadRefused(rule, reason));
        tale.complete(
                LeadOutcome.FAILURE,
                Optional.of(LeadCompleted.BY_ACCEPTANCE),
                Optional.of(reason),
                NOTHING);
    }

    private void take(Step step, Tale tale, RunnableFlow flow) {
        if (!step.enabled()) {
            tale.add(new StepSkipped(step.id(), Skip.DISABLED, Optional.empty()));
            return;
        }
        switch (step) {
            case FilterStep filter -> filter(filter, tale, flow);
            case RecipientStep recipient -> deliver(recipient, tale, flow);
        }
    }

    private static void filter(FilterStep step, Tale tale, RunnableFlow flow) {
        Vars vars = tale.vars(flow);
        Evaluation evaluation = step.rules().evaluate(vars);
        if (!evaluation.pass()) {
            tale.add(new FilterPassed(step.id()));
            return;
        }
        boolean success = step.outcome() == LeadOutcome.SUCCESS;
        Optional<String> reason =
                rendered(step.reason(), vars)
                        .or(() -> success ? Optional.empty() : Optional.of(evaluation.sentence()));
        tale.add(new FilterStopped(step.id(), evaluation.deciding(), step.outcome(), reason));
        tale.complete(
                step.outcome(),
                Optional.of(step.id()),
                reason,
                success ? flow.definition().purchasePrice() : NOTHING);
    }

    private void deliver(RecipientStep step, Tale tale, RunnableFlow flow) {
        Optional<Evaluation> unmet =
                step.criteria()
                        .map(criteria -> criteria.evaluate(tale.vars(flow)))
                        .filter(evaluation -> !evaluation.pass());
        if (unmet.isPresent()) {
            String reason = unmet.get().sentence();
            tale.add(new StepSkipped(step.id(), Skip.CRITERIA, Optional.of(reason)));
            return;
        }
        tale.add(
                new DeliveryRequested(
                        step.id(),
                        eventIds.delivery(tale.leadId(), step.id(), FIRST_RUN),
                        step.settleWithin(),
                        step.salePrice()));
    }

    private static Optional<String> rendered(Optional<Template> template, Vars vars) {
        return template.map(reason -> reason.renderText(vars)).filter(text -> !text.isBlank());
    }
}
