package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadClosed;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import io.waybill.flowengine.leadrun.LeadRunEvent.SaleReconciled;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a linked run knows of the runs that its lead had before, so that it repeats no delivery that
 * succeeded and charges nothing twice (ADR 0008).
 *
 * @param ids of the runs before, in order; the first is the lead's own id
 * @param sold true when one of them ended in success: the source is paid and the lead is counted
 * @param kept what stands of them and is not asked for again, by step id
 */
public record EarlierRuns(List<UUID> ids, boolean sold, Map<String, Kept> kept) {

    /** Of a lead that runs for the first time. */
    public static final EarlierRuns NONE = new EarlierRuns(List.of(), false, Map.of());

    private static final String RETURNED = "The buyer has given the lead back";

    public EarlierRuns {
        ids = List.copyOf(ids);
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    }

    /**
     * A step that is not repeated.
     *
     * @param eventId of the delivery or look-up that it was settled by
     * @param certain false when the buyer may have the lead although no answer was read
     * @param result what later steps read of it
     */
    public record Kept(
            UUID eventId, LeadOutcome outcome, boolean certain, Map<String, Object> result) {
        /** Whether nobody knows if it came about. */
        boolean isUncertain() {
            return !certain && outcome != LeadOutcome.SUCCESS;
        }

        /** The same, now that it is known to have come about. */
        Kept cameAbout() {
            Map<String, Object> known = new LinkedHashMap<>(result);
            known.remove("reason");
            known.put("outcome", LeadOutcome.SUCCESS.word());
            return new Kept(eventId, LeadOutcome.SUCCESS, true, known);
        }

        @Override
        public String toString() {
            return "Kept[" + eventId + ", " + outcome + (certain ? "]" : ", not certain]");
        }
    }

    /** 1 for the first run of a lead. */
    public int number() {
        return ids.size() + 1;
    }

    Optional<Kept> of(String stepId) {
        return Optional.ofNullable(kept.get(stepId));
    }

    /**
     * Sales of which nobody knows whether they came about. The earlier run has their price: whoever
     * asks for it looks there.
     */
    List<LeadRun.Asked.Sale> uncertain() {
        return kept.entrySet().stream()
                .filter(step -> step.getValue().isUncertain())
                .map(step ->
                        new LeadRun.Asked.Sale(
                                step.getKey(), step.getValue().eventId(), Tale.NOTHING, false))
                .toList();
    }

    /**
     * What the run after a recorded one knows; empty when that one has not ended, so that nobody
     * can say yet what it will have delivered.
     *
     * @param events of the newest run, in order, and behind them what has become known of sales of
     *     runs before it
     * @param since what became of deliveries of all its runs behind their settling
     * @param repeatUncertain whether steps that ended without an answer are delivered again, by the
     *     word of somebody who knows that the buyer does not have the lead
     */
    public static Optional<EarlierRuns> after(
            List<LeadRunEvent> events, List<DeliveredSince> since, boolean repeatUncertain) {
        if (events.isEmpty()
                || !(events.getFirst() instanceof LeadReceived received)
                || events.stream().noneMatch(LeadClosed.class::isInstance)) {
            return Optional.empty();
        }
        EarlierRuns before = received.lead().earlier();
        List<UUID> ids = new ArrayList<>(before.ids());
        ids.add(received.lead().id());
        Map<String, Kept> kept = new LinkedHashMap<>(before.kept());
        boolean sold = before.sold();
        for (LeadRunEvent event : events) {
            switch (event) {
                case StepSettled settled ->
                        keep(settled).ifPresent(k -> kept.put(settled.stepId(), k));
                case DataAppended appended ->
                        keep(appended).ifPresent(k -> kept.put(appended.stepId(), k));
                case LeadCompleted completed -> sold |= completed.outcome() == LeadOutcome.SUCCESS;
                case SaleReconciled known -> {
                    reconcile(kept, known);
                    sold |= known.leadCounts();
                }
                default -> {}
            }
        }
        since.forEach(delivered -> keep(kept, delivered));
        if (repeatUncertain) {
            kept.values().removeIf(k -> !k.certain());
        }
        return Optional.of(new EarlierRuns(ids, sold, kept));
    }

    /** One that came about stands; one that did not is as any that failed. */
    private static void reconcile(Map<String, Kept> kept, SaleReconciled known) {
        kept.computeIfPresent(
                known.stepId(),
                (_, step) -> {
                    if (!step.eventId().equals(known.eventId())) {
                        return step;
                    }
                    return known.success() ? step.cameAbout() : null;
                });
    }

    /** Delivery goes on by itself, and by the word of people, behind the end of a run. */
    private static void keep(Map<String, Kept> kept, DeliveredSince delivered) {
        Kept before = kept.get(delivered.stepId());
        if (delivered.taken() && (before == null || before.isUncertain())) {
            kept.put(
                    delivered.stepId(),
                    before != null && before.eventId().equals(delivered.eventId())
                            ? before.cameAbout()
                            : settled(delivered, LeadOutcome.SUCCESS));
        } else if (before == null) {
            kept.put(delivered.stepId(), settled(delivered, LeadOutcome.ERROR));
        }
    }

    private static Kept settled(DeliveredSince delivered, LeadOutcome outcome) {
        return new Kept(
                delivered.eventId(), outcome, delivered.taken(), Map.of("outcome", outcome.word()));
    }

    /**
     * The same where the buyer of a step has given the lead back: it is not asked again, and the
     * lead is free for those after it.
     */
    public EarlierRuns returned(String stepId) {
        Kept before = kept.get(stepId);
        if (before == null) {
            return this;
        }
        Map<String, Kept> changed = new LinkedHashMap<>(kept);
        changed.put(
                stepId,
                new Kept(
                        before.eventId(),
                        LeadOutcome.FAILURE,
                        true,
                        Map.of("outcome", LeadOutcome.FAILURE.word(), "reason", RETURNED)));
        return new EarlierRuns(ids, sold, changed);
    }

    private static Optional<Kept> keep(StepSettled settled) {
        Settlement told = settled.settlement();
        return told.outcome() == LeadOutcome.SUCCESS || !told.certain()
                ? Optional.of(
                        new Kept(settled.eventId(), told.outcome(), told.certain(), told.result()))
                : Optional.empty();
    }

    /** A look-up outside that succeeded: its provider is not asked, nor paid, again. */
    private static Optional<Kept> keep(DataAppended appended) {
        return appended.eventId()
                .filter(_ -> LeadOutcome.SUCCESS.word().equals(appended.data().get("outcome")))
                .map(eventId -> new Kept(eventId, LeadOutcome.SUCCESS, true, appended.data()));
    }

    @Override
    public String toString() {
        return "EarlierRuns" + ids + (sold ? ", sold" : "") + ", " + kept.size() + " steps kept";
    }
}
