package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.CounterEvent.Tallied;
import io.waybill.flowengine.counter.DuplicateMark;
import io.waybill.flowengine.counter.Held;
import io.waybill.flowengine.counter.Reservation;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRun.Asked.Sale;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A closed lead of whose sales some may have come about without an answer. It keeps the room that
 * it took in caps, and is known to checks for duplicates, until what became of them is known.
 *
 * @param lead who it is; its data is not needed
 * @param counted whether it counts for its flow and source already
 * @param sales those of which nothing is known
 */
public record UncertainLead(Lead lead, boolean counted, List<Sale> sales, Held held) {

    public UncertainLead {
        sales = List.copyOf(sales);
    }

    /**
     * What became known of a sale.
     *
     * @param price what the buyer named
     * @param at when it became known
     */
    public record Known(boolean success, Optional<BigDecimal> price, Instant at) {}

    /**
     * What follows from it.
     *
     * @param revenue what the sale earned
     * @param leadCounts true when the lead counts for its flow and source from now on
     * @param told what happened to caps and duplicates
     * @param left what is still uncertain; empty when all is known
     */
    public record Reconciled(
            Sale sale,
            boolean success,
            BigDecimal revenue,
            boolean leadCounts,
            List<CounterEvent> told,
            Optional<UncertainLead> left) {}

    /**
     * What is left of a run that has its outcome, if anything is uncertain.
     *
     * @param end where the run stood when it got its outcome
     */
    public static Optional<UncertainLead> of(LeadRun.Progress end, LeadOutcome outcome) {
        if (end.uncertain().isEmpty() || end.lead().test()) {
            return Optional.empty();
        }
        boolean counted = outcome == LeadOutcome.SUCCESS;
        Held held = end.held();
        if (counted) {
            // What the lead as a whole held has been counted.
            List<Reservation> ofSteps =
                    held.reservations().stream().filter(Reservation::isOfAnyStep).toList();
            held = new Held(ofSteps, List.of());
        }
        return Optional.of(new UncertainLead(end.lead(), counted, end.uncertain(), held));
    }

    /** Empty when that sale is none that is uncertain: what became known is known already. */
    public Optional<Reconciled> reconcile(UUID eventId, Known known) {
        return sales.stream()
                .filter(sale -> sale.eventId().equals(eventId))
                .findFirst()
                .map(sale -> reconcile(sale, known));
    }

    private Reconciled reconcile(Sale sale, Known known) {
        List<Sale> others = sales.stream().filter(other -> !other.equals(sale)).toList();
        BigDecimal revenue = known.success() ? sale.earned(known.price()) : Tale.NOTHING;
        boolean leadCounts = known.success() && !counted;
        List<CounterEvent> told = new ArrayList<>();
        for (Reservation reservation : held.reservations()) {
            if (reservation.isOfStep(sale.stepId())) {
                told.add(known.success() ? reservation.confirmed(revenue) : reservation.released());
            }
        }
        if (leadCounts || (!counted && others.isEmpty())) {
            told.addAll(ofTheLead(leadCounts));
        }
        Held kept = held;
        for (CounterEvent event : told) {
            kept = kept.evolve(event);
        }
        if (leadCounts) {
            kept = new Held(kept.reservations(), List.of());
        }
        Optional<UncertainLead> left =
                others.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new UncertainLead(lead, counted || leadCounts, others, kept));
        return new Reconciled(sale, known.success(), revenue, leadCounts, told, left);
    }

    /** The source was told that the lead came to nothing and is not paid: money counts nothing. */
    private List<CounterEvent> ofTheLead(boolean sold) {
        List<CounterEvent> told = new ArrayList<>();
        for (Reservation reservation : held.reservations()) {
            if (!reservation.isOfAnyStep()) {
                told.add(sold ? reservation.confirmed(Tale.NOTHING) : reservation.released());
            }
        }
        for (DuplicateMark mark : held.marks()) {
            mark.settled(sold).ifPresent(told::add);
        }
        return told;
    }

    /**
     * What that changes in the counters of the lane beside what is told of caps and duplicates.
     *
     * @param at when it became known
     */
    public List<CounterEvent> tallied(Reconciled reconciled, Instant at) {
        List<CounterEvent> tallied = new ArrayList<>();
        if (reconciled.success()) {
            tallied.add(
                    Tallied.ofStep(
                            lead.flowId(), reconciled.sale().stepId(), at, reconciled.revenue()));
        }
        if (reconciled.leadCounts()) {
            tallied.addAll(
                    Tallied.ofLead(
                            lead.flowId(), lead.sourceId(), lead.receivedAt(), Tale.NOTHING));
        }
        return tallied;
    }
}
