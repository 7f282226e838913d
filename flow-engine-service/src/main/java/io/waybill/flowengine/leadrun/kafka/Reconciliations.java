package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.Cause;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.Counters;
import io.waybill.flowengine.counter.DuplicateMark;
import io.waybill.flowengine.counter.Held;
import io.waybill.flowengine.counter.Reservation;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.EarlierRuns;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.UncertainLead;
import io.waybill.flowengine.leadrun.UncertainLead.Joined;
import io.waybill.flowengine.leadrun.UncertainLead.Known;
import io.waybill.flowengine.leadrun.UncertainLead.Reconciled;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What the lane does when it becomes known what became of a sale that had settled without
 * certainty: the room that was kept for it is confirmed or given back. Until then, or until its
 * windows end, it is kept.
 */
final class Reconciliations {

    private static final RecordDecoder DECODER = new RecordDecoder();

    private final LaneStores stores;

    Reconciliations(LaneStores stores) {
        this.stores = stores;
    }

    /** Of a lead that is closed; of one that is under way it is kept until that is closed. */
    Effects handle(DeliveryReconciled reconciled, Cause cause) {
        Effects effects = new Effects(cause);
        UUID leadId = reconciled.getLeadId();
        UUID eventId = reconciled.getMeta().getStreamId();
        if (stores.runs().isUnderWay(leadId)) {
            effects.write(() -> stores.runs().keepEarly(leadId, eventId, reconciled));
        } else {
            known(effects, leadId, eventId, known(reconciled));
        }
        return effects;
    }

    /** A delivery that settles after its lead was closed for its silence tells what came of it. */
    Effects late(DeliverySettled settled, Cause cause) {
        Effects effects = new Effects(cause);
        if (!settled.getCertain() && settled.getOutcome() != Outcome.SUCCESS) {
            return effects;
        }
        UUID leadId = settled.getLeadId();
        UUID eventId = settled.getMeta().getStreamId();
        if (stores.runs().find(leadId).isEmpty() && stores.runs().isUnderWay(leadId)) {
            effects.write(() -> stores.runs().keepEarly(leadId, eventId, settled));
        } else {
            known(
                    effects,
                    leadId,
                    eventId,
                    new Known(
                            settled.getOutcome() == Outcome.SUCCESS,
                            Optional.ofNullable(settled.getPrice()),
                            settled.getMeta().getOccurredAt()));
        }
        return effects;
    }

    /** Takes what became known of sales whose lead was under way then and is closed now. */
    void early(Consumer<Effects> apply) {
        for (byte[] bytes : stores.runs().takeEarly()) {
            switch (DECODER.decode(null, null, bytes)) {
                case Decoded.Event(DeliveryReconciled reconciled) ->
                        apply.accept(handle(reconciled, Cause.of(reconciled.getMeta())));
                case Decoded.Event(DeliverySettled settled) ->
                        apply.accept(late(settled, Cause.of(settled.getMeta())));
                case Decoded _ -> {}
            }
        }
    }

    private static Known known(DeliveryReconciled reconciled) {
        return new Known(
                reconciled.getOutcome() == Outcome.SUCCESS,
                Optional.ofNullable(reconciled.getPrice()),
                reconciled.getMeta().getOccurredAt());
    }

    private void known(Effects effects, UUID runId, UUID eventId, Known known) {
        UUID keeper = stores.runs().keeperOf(runId);
        stores.runs()
                .uncertain(keeper)
                .ifPresent(state -> {
                    UncertainLead lead = RunStates.uncertain(keeper, state);
                    lead.reconcile(eventId, agreed(lead, eventId, known))
                            .ifPresent(reconciled -> write(effects, lead, state, reconciled));
                });
    }

    /** As far as the step takes the buyer's word for the price. */
    private Known agreed(UncertainLead lead, UUID eventId, Known known) {
        return lead.sales().stream()
                .filter(sale -> sale.eventId().equals(eventId))
                .findFirst()
                .flatMap(sale ->
                        stores.definitions()
                                .version(lead.lead().flowId(), lead.lead().flowVersion())
                                .flatMap(DefinitionStore.Version::runnable)
                                .map(flow -> flow.agreed(sale.stepId(), known.price())))
                .map(price -> new Known(known.success(), price, known.at()))
                .orElse(known);
    }

    private void write(Effects effects, UncertainLead lead, RunState state, Reconciled reconciled) {
        UUID leadId = lead.lead().id();
        RunFile file = RunFile.of(leadId, state, Optional.empty());
        Instant now = effects.cause().getOccurredAt();
        long sequence = file.sequence();
        EventMeta first = effects.meta(file.envelope().scope(), leadId, ++sequence);
        effects.send(Topic.FLOW_LEADS, leadId.toString(), record(first, lead, reconciled));
        // As the ledger is folded: first what the sale changes, then what is told.
        for (CounterEvent change : lead.tallied(reconciled, now)) {
            effects.write(() -> Counters.evolve(stores.counters(), change));
        }
        long last = tell(effects, file, sequence, reconciled.told());
        effects.write(() ->
                reconciled
                        .left()
                        .ifPresentOrElse(
                                left ->
                                        stores.runs()
                                                .putUncertain(
                                                        leadId,
                                                        RunStates.state(left, file, last),
                                                        null),
                                () -> stores.runs().forgetUncertain(leadId)));
    }

    /** Returns the sequence of the last event in the run's stream. */
    private long tell(Effects effects, RunFile file, long before, List<CounterEvent> events) {
        UUID leadId = file.leadId();
        long sequence = before;
        for (CounterEvent told : events) {
            EventMeta meta = effects.meta(file.envelope().scope(), leadId, ++sequence);
            effects.send(Topic.FLOW_LEADS, leadId.toString(), LeadRecords.counted(meta, told));
            effects.write(() -> Counters.evolve(stores.counters(), told));
        }
        return sequence;
    }

    private static SaleReconciled record(
            EventMeta meta, UncertainLead lead, Reconciled reconciled) {
        return SaleReconciled.newBuilder()
                .setMeta(meta)
                .setEventId(reconciled.sale().eventId())
                .setFlowId(lead.lead().flowId())
                .setSourceId(lead.lead().sourceId())
                .setStepId(reconciled.sale().stepId())
                .setLeadReceivedAt(lead.lead().receivedAt())
                .setOutcome(reconciled.success() ? Outcome.SUCCESS : Outcome.FAILURE)
                .setRevenue(reconciled.revenue())
                .setLeadCounts(reconciled.leadCounts())
                .build();
    }

    /**
     * Keeps what nobody knows of a run that is closed: with what an earlier run of its lead left,
     * if anything, so that the lead counts once.
     *
     * @param sequence of the last event in its stream
     */
    void close(Effects effects, RunFile file, RunWriter.Decided decided, long sequence) {
        Optional<UncertainLead> left = decided.uncertain();
        EarlierRuns earlier = decided.lead().earlier();
        stores.runs()
                .keeper(earlier)
                .ifPresentOrElse(
                        keeper -> join(effects, file.leadId(), keeper, left, decided),
                        () ->
                                left.ifPresent(all ->
                                        effects.write(
                                                () -> keep(all, file, sequence, effects.cause()))));
        effects.write(() -> earlier.ids().forEach(id -> stores.runs().putUnderWay(id, false)));
    }

    private void join(
            Effects effects,
            UUID runId,
            UUID keeper,
            Optional<UncertainLead> left,
            RunWriter.Decided decided) {
        RunState state = stores.runs().uncertain(keeper).orElseThrow();
        LeadCompleted end = decided.completed().orElseThrow();
        Joined joined =
                RunStates.uncertain(keeper, state)
                        .joined(left, end.outcome() == LeadOutcome.SUCCESS, end.price());
        RunFile file = RunFile.of(keeper, state, Optional.empty());
        long last = tell(effects, file, file.sequence(), joined.told());
        RunState kept = RunStates.state(joined.lead(), file, last);
        Instant until = effects.cause().getOccurredAt().plus(Tally.KEPT);
        effects.write(() -> stores.runs().putUncertain(keeper, kept, null));
        effects.write(() -> stores.runs().putJoined(runId, keeper, until));
    }

    /** Keeps what is uncertain of a run that is closed, until the last window it is counted in. */
    private void keep(UncertainLead left, RunFile file, long sequence, EventMeta cause) {
        Instant until = cause.getOccurredAt().plus(Tally.KEPT);
        Held held = left.held();
        for (Reservation reservation : held.reservations()) {
            until = later(until, end(reservation));
        }
        for (DuplicateMark mark : held.marks()) {
            until = later(until, mark.entry().until());
        }
        UUID leadId = file.leadId();
        stores.runs().putUncertain(leadId, RunStates.state(left, file, sequence), until);
    }

    private Instant end(Reservation reservation) {
        return stores.counters()
                .counter(reservation.counter().key())
                .filter(state -> state.window().from().equals(reservation.windowFrom()))
                .map(state -> state.window().until())
                .orElse(Instant.EPOCH);
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }
}
