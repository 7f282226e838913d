package io.waybill.flowengine.leadrun;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRun.Absent;
import io.waybill.flowengine.leadrun.LeadRun.Asked;
import io.waybill.flowengine.leadrun.LeadRun.Waiting;
import io.waybill.flowengine.leadrun.LeadRunCommand.SettleStep;
import io.waybill.flowengine.leadrun.LeadRunCommand.SubmitLead;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import io.waybill.language.WorkLimit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Decides what a command does to a lead's run: the same inputs always give the same events. */
public final class LeadRunDecider {

    private static final Function<Lead, Optional<Map<String, Object>>> AS_SUBMITTED =
            _ -> Optional.empty();
    private static final Agreement AS_NAMED = (_, named) -> named;
    private static final Optional<String> FAILED = Optional.of("The flow could not be run");
    private static final Settlement OVERDUE =
            new Settlement(
                    LeadOutcome.ERROR,
                    false,
                    Optional.of("The delivery did not settle within 72 hours"),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());

    /** What a price that a buyer named comes to. */
    @FunctionalInterface
    private interface Agreement {
        Optional<BigDecimal> price(String stepId, Optional<BigDecimal> named);
    }

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
            LeadRun run, LeadRunCommand command, RunnableFlow flow, Readings readings) {
        return WorkLimit.within(() ->
                begin(
                        run,
                        command,
                        lead -> SourceMapping.apply(lead, flow),
                        flow::agreed,
                        tale -> proceed(new Passage(tale, flow, readings), command)));
    }

    /** Ends a lead with {@code failure} that came to a door which was shut meanwhile. */
    public Decision<LeadRunEvent, LeadRunRefusal> refuse(
            LeadRun run, SubmitLead submission, String reason) {
        LeadRefused refused = new LeadRefused(Admission.ACCEPTANCE, "", reason);
        return begin(
                run, submission, AS_SUBMITTED, AS_NAMED, tale -> Admission.refuse(tale, refused));
    }

    /**
     * Ends a run whose decision cannot be made with {@code error}; what the command told is kept.
     *
     * @param flow says how much of a price that a buyer named counts; empty where it cannot be run
     */
    public Decision<LeadRunEvent, LeadRunRefusal> fail(
            LeadRun run, LeadRunCommand command, Optional<RunnableFlow> flow) {
        return begin(
                run,
                command,
                AS_SUBMITTED,
                flow.<Agreement>map(terms -> terms::agreed).orElse(AS_NAMED),
                tale -> tale.complete(LeadOutcome.ERROR, Optional.empty(), FAILED));
    }

    /**
     * Ends a run with {@code error} whose delivery said nothing for as long as a lead may stay open
     * (design 4). Nobody knows whether it was sold: the step is not certain.
     */
    public Decision<LeadRunEvent, LeadRunRefusal> expire(LeadRun run) {
        return run instanceof Waiting waiting
                ? tell(
                        run,
                        settled(waiting, OVERDUE, AS_NAMED),
                        tale ->
                                tale.complete(
                                        LeadOutcome.ERROR, Optional.empty(), OVERDUE.reason()))
                : new Decision.Refused<>(LeadRunRefusal.NOT_WAITING);
    }

    private static Decision<LeadRunEvent, LeadRunRefusal> begin(
            LeadRun run,
            LeadRunCommand command,
            Function<Lead, Optional<Map<String, Object>>> mapping,
            Agreement agreement,
            Consumer<Tale> rest) {
        return switch (command) {
            case SubmitLead submit ->
                    run instanceof Absent
                            ? tell(
                                    run,
                                    new LeadReceived(
                                            submit.lead(),
                                            submit.idempotencyKeyHash(),
                                            mapping.apply(submit.lead())),
                                    rest)
                            : new Decision.Refused<>(LeadRunRefusal.RECEIVED_BEFORE);
            case SettleStep settle -> {
                if (!(run instanceof Waiting waiting)) {
                    yield new Decision.Refused<>(LeadRunRefusal.NOT_WAITING);
                }
                if (!waiting.eventId().equals(settle.eventId())) {
                    yield new Decision.Refused<>(LeadRunRefusal.OTHER_DELIVERY);
                }
                yield tell(run, settled(waiting, settle.settlement(), agreement), rest);
            }
        };
    }

    private static LeadRunEvent settled(
            Waiting waiting, Settlement settlement, Agreement agreement) {
        return switch (waiting.asked()) {
            case Asked.Lookup(String stepId, UUID eventId) ->
                    new DataAppended(stepId, Optional.of(eventId), settlement.result());
            case Asked.Sale sale ->
                    new StepSettled(
                            sale.stepId(),
                            sale.eventId(),
                            settlement,
                            settlement.outcome() == LeadOutcome.SUCCESS
                                    ? sale.earned(
                                            agreement.price(sale.stepId(), settlement.price()))
                                    : Tale.NOTHING);
        };
    }

    private static Decision<LeadRunEvent, LeadRunRefusal> tell(
            LeadRun run, LeadRunEvent first, Consumer<Tale> rest) {
        Tale tale = new Tale(run);
        tale.add(first);
        rest.accept(tale);
        return new Decision.Accepted<>(List.copyOf(tale.events));
    }

    private void proceed(Passage passage, LeadRunCommand command) {
        if (command instanceof SubmitLead) {
            Admission.of(passage);
        }
        new StepTaker(eventIds, passage).takeAll();
    }
}
