package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.CounterEvent.Tallied;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateRenewed;
import io.waybill.flowengine.counter.DuplicateMark;
import io.waybill.flowengine.counter.Held;
import io.waybill.flowengine.counter.Reservation;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRun.Asked.Sale;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * The same lead after one more run.
     *
     * @param told what happened to caps and duplicates
     */
    public record Joined(UncertainLead lead, List<CounterEvent> told) {}

    /**
     * What is left of a run that has its outcome, if anything is uncertain. A lead that an earlier
     * run sold is counted, whatever this one came to.
     *
     * @param end where the run stood when it got its outcome
     */
    public static Optional<UncertainLead> of(LeadRun.Progress end, LeadOutcome outcome) {
        if (end.uncertain().isEmpty() || end.lead().test()) {
            return Optional.empty();
        }
        boolean counted = outcome == LeadOutcome.SUCCESS || end.lead().earlier().sold();
        Held held = end.held();
        if (counted) {
            // What the lead as a whole held has been counted.
            held = new Held(ofSteps(held), List.of());
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
        List<Reservation> kept = new ArrayList<>(held.reservations());
        for (Reservation reservation : ofSale(sale)) {
            told.add(known.success() ? reservation.confirmed(revenue) : reservation.released());
            kept.remove(reservation);
        }
        List<DuplicateMark> marks = held.marks();
        if (leadCounts || (!counted && others.isEmpty())) {
            told.addAll(ofTheLead(leadCounts));
            kept.removeIf(reservation -> !reservation.isOfAnyStep());
            marks = List.of();
        }
        Optional<UncertainLead> left =
                others.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new UncertainLead(
                                        lead,
                                        counted || leadCounts,
                                        others,
                                        new Held(kept, marks)));
        return new Reconciled(sale, known.success(), revenue, leadCounts, told, left);
    }

    /** A step that was asked again in a later run holds room for each time. */
    private List<Reservation> ofSale(Sale sale) {
        Map<CounterName, Reservation> first = new LinkedHashMap<>();
        for (Reservation reservation : held.reservations()) {
            if (reservation.isOfStep(sale.stepId())) {
                first.putIfAbsent(reservation.counter(), reservation);
            }
        }
        return List.copyOf(first.values());
    }

    private static List<Reservation> ofSteps(Held held) {
        return held.reservations().stream().filter(Reservation::isOfAnyStep).toList();
    }

    private static List<Reservation> ofTheLead(Held held) {
        return held.reservations().stream().filter(r -> !r.isOfAnyStep()).toList();
    }

    /**
     * A later run of the lead has ended. The lead stands once in the caps of its flow and source:
     * where the later run has room of its own, that of this one is given back. It stays known to
     * checks for duplicates.
     *
     * @param later what that run leaves, of which sales of this one may be a part
     * @param success whether it ended in success
     * @param price what the source got for it
     */
    public Joined joined(Optional<UncertainLead> later, boolean success, BigDecimal price) {
        List<Sale> all = new ArrayList<>(sales);
        List<Reservation> kept = new ArrayList<>(ofSteps(held));
        List<Reservation> itsOwn = List.of();
        if (later.isPresent()) {
            later.get().sales().stream().filter(sale -> !isOfThis(sale)).forEach(all::add);
            kept.addAll(ofSteps(later.get().held()));
            itsOwn = ofTheLead(later.get().held());
        }
        List<CounterEvent> told = new ArrayList<>();
        List<DuplicateMark> marks = List.of();
        if (counted || success) {
            boolean stoodIn =
                    later.filter(l -> l.sales().stream().anyMatch(this::isOfThis)).isPresent();
            ofTheLead(held).forEach(r -> told.add(stoodIn ? r.confirmed(price) : r.released()));
        } else {
            marks = marks(later);
            marks.stream()
                    .filter(DuplicateMark::reserved)
                    .forEach(mark -> told.add(new DuplicateRenewed(mark.key(), mark.entry())));
            if (!itsOwn.isEmpty()) {
                ofTheLead(held).forEach(r -> told.add(r.released()));
            }
            kept.addAll(itsOwn.isEmpty() ? ofTheLead(held) : itsOwn);
        }
        return new Joined(
                new UncertainLead(lead, counted || success, all, new Held(kept, marks)), told);
    }

    private boolean isOfThis(Sale sale) {
        return sales.stream().anyMatch(own -> own.eventId().equals(sale.eventId()));
    }

    /** By what the lead is known from now on: by this run, the events of which tell of it. */
    private List<DuplicateMark> marks(Optional<UncertainLead> later) {
        Map<String, DuplicateMark> byKey = new LinkedHashMap<>();
        held.marks().forEach(mark -> byKey.put(mark.key(), mark));
        later.map(l -> l.held().marks())
                .orElse(List.of())
                .forEach(mark -> byKey.put(mark.key(), ofThis(mark)));
        return List.copyOf(byKey.values());
    }

    private DuplicateMark ofThis(DuplicateMark mark) {
        DuplicateEntry entry = mark.entry();
        return new DuplicateMark(
                mark.key(),
                new DuplicateEntry(lead.id(), entry.at(), entry.until()),
                mark.reserved());
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
