package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.counter.Cap;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.DuplicateMark;
import io.waybill.flowengine.counter.Held;
import io.waybill.flowengine.counter.Reservation;
import io.waybill.flowengine.leadrun.kafka.v1.HeldMark;
import io.waybill.flowengine.leadrun.kafka.v1.HeldReservation;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a waiting run holds of the lane's counters, as its state remembers it, and back. */
final class HeldStates {

    private HeldStates() {}

    static List<HeldReservation> reservations(Held held) {
        return held.reservations().stream().map(HeldStates::state).toList();
    }

    private static HeldReservation state(Reservation reservation) {
        CounterName name = reservation.counter();
        return HeldReservation.newBuilder()
                .setScope(name.scope().kind().word())
                .setScopeId(name.scope().id())
                .setCap(name.cap())
                .setDefinition(name.definition())
                .setPer(name.per().orElse(null))
                .setMeasure(reservation.measure().word())
                .setWindowFrom(reservation.windowFrom())
                .setAmount(reservation.amount())
                .build();
    }

    static List<HeldMark> marks(Held held) {
        return held.marks().stream()
                .map(mark ->
                        new HeldMark(
                                mark.key(),
                                mark.entry().at(),
                                mark.entry().until(),
                                mark.reserved()))
                .toList();
    }

    static Held held(UUID leadId, RunState state) {
        return new Held(
                state.getReservations().stream()
                        .map(reservation -> reservation(state.getFlowId(), reservation))
                        .toList(),
                state.getMarks().stream()
                        .map(mark ->
                                new DuplicateMark(
                                        mark.getKey(),
                                        new DuplicateEntry(leadId, mark.getAt(), mark.getUntil()),
                                        mark.getReserved()))
                        .toList());
    }

    private static Reservation reservation(UUID flowId, HeldReservation held) {
        CapScope scope =
                new CapScope(
                        CapScope.Kind.of(held.getScope()).orElseThrow(), flowId, held.getScopeId());
        return new Reservation(
                new CounterName(
                        scope,
                        held.getCap(),
                        held.getDefinition(),
                        Optional.ofNullable(held.getPer())),
                Cap.Measure.of(held.getMeasure()).orElseThrow(),
                held.getWindowFrom(),
                held.getAmount());
    }
}
