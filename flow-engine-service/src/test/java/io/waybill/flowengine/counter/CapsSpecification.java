package io.waybill.flowengine.counter;

import io.waybill.flowengine.counter.CapEvent.Basis;
import io.waybill.flowengine.counter.CapEvent.CapOpened;
import io.waybill.flowengine.counter.CapEvent.CapReserved;
import io.waybill.language.RuleSet;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What tests of caps have in common. */
abstract class CapsSpecification {

    static final UUID FLOW = new UUID(1, 1);
    static final CapScope OF_FLOW = CapScope.flow(FLOW);
    static final CapScope OF_SOURCE = CapScope.source(FLOW, new UUID(2, 2));
    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    static final Instant NEXT_DAY = Instant.parse("2026-03-05T00:00:00Z");
    static final Vars CALIFORNIA = Vars.of(Map.of("lead", Map.of("state", "CA")));
    static final Vars TEXAS = Vars.of(Map.of("lead", Map.of("state", "TX")));

    final Tables tables = new Tables();

    static boolean opened(CapEvent event, Basis basis, String count) {
        return event instanceof CapOpened e
                && e.basis() == basis
                && e.count().compareTo(new BigDecimal(count)) == 0;
    }

    static CounterEvent success(String at) {
        return new CounterEvent.Tallied(
                OF_FLOW, Tally.Bucket.of(Instant.parse(at)), Tally.one(amount("4")));
    }

    static RuleSet texas() {
        return RuleSet.parse(Map.of("lhv", "lead.state", "op", "is equal to", "rhv", "TX"));
    }

    static List<Caps.Scoped> flow(Cap... caps) {
        return List.of(new Caps.Scoped(OF_FLOW, List.of(caps)));
    }

    Caps.Answer take(List<Caps.Scoped> caps, Vars vars, Instant now) {
        return Caps.take(
                caps,
                new Caps.Ask(now, ZoneId.of("UTC"), vars, Optional.of(BigDecimal.ZERO), () -> vars),
                tables);
    }

    Caps.Answer spend(List<Caps.Scoped> caps, Optional<String> money) {
        return Caps.take(
                caps,
                new Caps.Ask(
                        NOON,
                        ZoneId.of("UTC"),
                        CALIFORNIA,
                        money.map(CapsSpecification::amount),
                        () -> CALIFORNIA),
                tables);
    }

    List<Reservation> enter(List<Caps.Scoped> caps, Vars vars) {
        Caps.Answer answer = take(caps, vars, NOON);
        tables.evolve(answer.events());
        return held(answer);
    }

    List<Reservation> enter(List<Caps.Scoped> caps, String money) {
        Caps.Answer answer = spend(caps, Optional.of(money));
        tables.evolve(answer.events());
        return held(answer);
    }

    static List<Reservation> held(Caps.Answer answer) {
        List<Reservation> held = new ArrayList<>();
        answer.events()
                .forEach(event -> {
                    if (event instanceof CapReserved reserved) {
                        held.add(reserved.reservation());
                    }
                });
        return held;
    }

    void end(List<Reservation> held, boolean success) {
        for (Reservation reservation : held) {
            tables.evolve(
                    List.of(
                            success
                                    ? reservation.confirmed(reservation.amount())
                                    : reservation.released()));
        }
    }

    CounterState state(String cap) {
        return tables.counter(new CounterName(OF_FLOW, cap, "v1", Optional.empty())).orElseThrow();
    }

    static CounterState counted(int count) {
        return new CounterState(
                new Window(Instant.parse("2026-03-04T00:00:00Z"), NEXT_DAY),
                BigDecimal.valueOf(count),
                BigDecimal.ZERO);
    }

    static BigDecimal amount(String text) {
        return new BigDecimal(text).setScale(4);
    }
}
