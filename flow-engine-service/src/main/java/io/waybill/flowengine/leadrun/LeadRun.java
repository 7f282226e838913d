package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.Held;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.definition.Pricing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A lead on its way through a flow.
 *
 * <pre>
 * Absent ──LeadReceived──► Running ◄──StepSettled, DataAppended── Waiting
 *                          │  ▲ │ └──DeliveryRequested, LookupRequested──►▲
 *                          │  └─┘ LeadAccepted, LeadRefused, FilterPassed, FilterStopped,
 *                          │      StepSkipped, StepKept, DataAppended, RecipientChosen, Counted,
 *                          │      ListChecked, ConnectionRead, StepSettled without a delivery
 *                          └──LeadCompleted──► Completed ──LeadClosed──► Closed
 * </pre>
 *
 * A run rests only in Absent, Waiting and Closed; the others are passed within one decision.
 */
public sealed interface LeadRun {

    record Absent() implements LeadRun {}

    /** The next step is to be run. */
    record Running(Progress progress) implements LeadRun {}

    /** Delivery was asked for something and has not settled it. */
    record Waiting(Progress progress, Asked asked) implements LeadRun {

        public String stepId() {
            return asked.stepId();
        }

        public UUID eventId() {
            return asked.eventId();
        }
    }

    record Completed(UUID leadId, LeadOutcome outcome) implements LeadRun {}

    record Closed(UUID leadId) implements LeadRun {}

    /** What delivery was asked for. */
    sealed interface Asked {

        String stepId();

        UUID eventId();

        /**
         * @param salePrice what the buyer pays on success; the fallback where the reply names it
         * @param priceFromReply true when the buyer's reply names the price
         */
        record Sale(String stepId, UUID eventId, BigDecimal salePrice, boolean priceFromReply)
                implements Asked {

            /**
             * What it earns when it comes about.
             *
             * @param named the price that the buyer named
             */
            BigDecimal earned(Optional<BigDecimal> named) {
                return priceFromReply ? named.map(Pricing::bounded).orElse(salePrice) : salePrice;
            }
        }

        /** A look-up whose reply is appended to the lead. */
        record Lookup(String stepId, UUID eventId) implements Asked {}
    }

    /** A recipient of a routing step that had its turn. */
    record Tried(String recipientId, LeadOutcome outcome, boolean certain) {}

    /** A routing step that is under way. */
    record Round(String stepId, List<Tried> tried) {
        public Round {
            tried = List.copyOf(tried);
        }
    }

    /**
     * How far a lead has come.
     *
     * @param position number of steps that are done
     * @param results what each step that has a result came to, by step id
     * @param price what the source gets if the lead ends in success
     * @param revenue sum of the settled steps
     * @param round the routing step that is under way
     * @param held what it holds of the lane's counters
     * @param uncertain sales that settled, but may have come about without an answer, in this run
     *     or in one before
     */
    record Progress(
            Lead lead,
            int position,
            Map<String, Map<String, Object>> results,
            BigDecimal price,
            BigDecimal revenue,
            Optional<Round> round,
            Held held,
            List<Asked.Sale> uncertain) {

        public Progress {
            uncertain = List.copyOf(uncertain);
        }

        static Progress start(Lead lead) {
            return new Progress(
                    lead,
                    0,
                    Map.of(),
                    Tale.NOTHING,
                    Tale.NOTHING,
                    Optional.empty(),
                    Held.NOTHING,
                    lead.earlier().uncertain());
        }

        Progress accepted(BigDecimal agreed) {
            return new Progress(lead, position, results, agreed, revenue, round, held, uncertain);
        }

        Progress stepDone() {
            int done = position + 1;
            return new Progress(
                    lead, done, results, price, revenue, Optional.empty(), held, uncertain);
        }

        Progress stepDone(String stepId, Map<String, Object> result) {
            return with(stepId, result, Tale.NOTHING).stepDone();
        }

        Progress choosing(String stepId) {
            return round.isPresent() ? this : in(new Round(stepId, List.of()));
        }

        private Progress in(Round now) {
            return new Progress(
                    lead, position, results, price, revenue, Optional.of(now), held, uncertain);
        }

        /** A recipient's step is done; within a routing step that step goes on. */
        Progress settled(LeadRunEvent.StepSettled event, Asked asked) {
            Settlement settlement = event.settlement();
            Progress with =
                    with(event.stepId(), settlement.result(), event.revenue())
                            .doubting(settlement, asked);
            return with.had(new Tried(event.stepId(), settlement.outcome(), settlement.certain()));
        }

        /** A recipient's step is done without a delivery: nothing is uncertain of it. */
        Progress ended(LeadRunEvent.StepSettled event) {
            Settlement settlement = event.settlement();
            return with(event.stepId(), settlement.result(), event.revenue())
                    .had(new Tried(event.stepId(), settlement.outcome(), settlement.certain()));
        }

        private Progress doubting(Settlement settlement, Asked asked) {
            if (settlement.isKnown() || !(asked instanceof Asked.Sale sale)) {
                return this;
            }
            List<Asked.Sale> all = new ArrayList<>(uncertain);
            all.add(sale);
            return new Progress(lead, position, results, price, revenue, round, held, all);
        }

        /** A recipient had the lead, or a look-up its answer, in an earlier run. */
        Progress kept(LeadRunEvent.StepKept event) {
            EarlierRuns.Kept kept = event.kept();
            return event.routing()
                    .map(this::choosing)
                    .orElse(this)
                    .with(event.stepId(), kept.result(), Tale.NOTHING)
                    .had(new Tried(event.stepId(), kept.outcome(), kept.certain()));
        }

        private Progress had(Tried last) {
            if (round.isEmpty()) {
                return stepDone();
            }
            List<Tried> tried = new ArrayList<>(round.get().tried());
            tried.add(last);
            return in(new Round(round.get().stepId(), tried));
        }

        private Progress with(String stepId, Map<String, Object> result, BigDecimal earned) {
            Map<String, Map<String, Object>> all = new LinkedHashMap<>(results);
            all.put(stepId, result);
            return new Progress(
                    lead, position, all, price, revenue.add(earned), round, held, uncertain);
        }

        Progress counted(LeadRunEvent.Counted counted) {
            Held now = held.evolve(counted.event());
            Progress next =
                    new Progress(lead, position, results, price, revenue, round, now, uncertain);
            return counted.result()
                    .map(result -> next.with(counted.resultId(), result, Tale.NOTHING))
                    .orElse(next);
        }

        @Override
        public String toString() {
            return "Progress[" + lead + ", " + position + " steps done]";
        }
    }

    /** Total: an event that does not fit the state leaves it as it is. */
    static LeadRun evolve(LeadRun run, LeadRunEvent event) {
        return switch (run) {
            case Absent _ ->
                    event instanceof LeadRunEvent.LeadReceived received
                            ? new Running(Progress.start(received.asMapped()))
                            : run;
            case Running running -> evolve(running, event);
            case Waiting(Progress progress, Asked asked) ->
                    switch (event) {
                        case LeadRunEvent.StepSettled settled ->
                                new Running(progress.settled(settled, asked));
                        case LeadRunEvent.DataAppended appended ->
                                new Running(progress.stepDone(appended.stepId(), appended.data()));
                        default -> run;
                    };
            case Completed(UUID leadId, _) ->
                    event instanceof LeadRunEvent.LeadClosed ? new Closed(leadId) : run;
            case Closed _ -> run;
        };
    }

    private static LeadRun evolve(Running run, LeadRunEvent event) {
        Progress progress = run.progress();
        return switch (event) {
            case LeadRunEvent.LeadAccepted accepted ->
                    new Running(progress.accepted(accepted.price()));
            case LeadRunEvent.FilterPassed _ -> new Running(progress.stepDone());
            case LeadRunEvent.StepSkipped skipped ->
                    new Running(progress.stepDone(skipped.stepId(), skipped.result()));
            case LeadRunEvent.DataAppended appended ->
                    new Running(progress.stepDone(appended.stepId(), appended.data()));
            case LeadRunEvent.StepSettled settled -> new Running(progress.ended(settled));
            case LeadRunEvent.StepKept kept -> new Running(progress.kept(kept));
            case LeadRunEvent.Counted counted -> new Running(progress.counted(counted));
            case LeadRunEvent.ListChecked checked ->
                    new Running(progress.with(checked.resultId(), checked.result(), Tale.NOTHING));
            case LeadRunEvent.RecipientChosen chosen ->
                    new Running(progress.choosing(chosen.stepId()));
            case LeadRunEvent.DeliveryRequested asked ->
                    new Waiting(
                            progress,
                            new Asked.Sale(
                                    asked.stepId(),
                                    asked.eventId(),
                                    asked.salePrice(),
                                    asked.priceFromReply()));
            case LeadRunEvent.LookupRequested asked ->
                    new Waiting(progress, new Asked.Lookup(asked.stepId(), asked.eventId()));
            case LeadRunEvent.LeadCompleted completed ->
                    new Completed(progress.lead().id(), completed.outcome());
            case LeadRunEvent.LeadReceived _,
                    LeadRunEvent.LeadRefused _,
                    LeadRunEvent.FilterStopped _,
                    LeadRunEvent.NobodyChosen _,
                    LeadRunEvent.ConnectionRead _,
                    LeadRunEvent.LeadClosed _,
                    LeadRunEvent.SaleReconciled _ ->
                    run;
        };
    }
}
