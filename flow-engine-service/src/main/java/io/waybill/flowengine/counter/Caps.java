package io.waybill.flowengine.counter;

import io.waybill.flowengine.counter.CapEvent.Basis;
import io.waybill.flowengine.counter.CapEvent.CapOpened;
import io.waybill.flowengine.counter.CapEvent.CapReached;
import io.waybill.flowengine.counter.CapEvent.CapReserved;
import io.waybill.language.RuleSet;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes room in all caps that a lead matches, or in none of them. */
public final class Caps {

    /** What a source is told unless the cap has a reason of its own. */
    private static final String REACHED = "Cap reached";

    private static final BigDecimal ONE = BigDecimal.ONE.setScale(CounterState.SCALE);

    private final Ask ask;
    private final CounterReadings readings;
    private final List<CapEvent> opened = new ArrayList<>();
    private final List<CapEvent> reserved = new ArrayList<>();

    private Caps(Ask ask, CounterReadings readings) {
        this.ask = ask;
        this.readings = readings;
    }

    /** Caps of one flow, source or step. */
    public record Scoped(CapScope scope, List<Cap> caps) {}

    /**
     * What is asked for.
     *
     * @param vars what rules and templates read
     * @param money what a spend cap counts; empty where only the buyer's reply will tell it
     * @param shown what a reason may show
     */
    public record Ask(
            Instant now,
            ZoneId zone,
            Vars vars,
            Optional<BigDecimal> money,
            Supplier<Vars> shown) {}

    /** What came of it. */
    public sealed interface Answer {

        List<CapEvent> events();

        /** Room was taken in all caps that matched. */
        record Taken(List<CapEvent> events) implements Answer {}

        /**
         * One is reached, and none was taken from.
         *
         * @param cap its place, as {@code flow/<id>/<cap>}
         */
        record Reached(List<CapEvent> events, String cap, String reason) implements Answer {
            @Override
            public String toString() {
                return "Reached[" + cap + "]";
            }
        }
    }

    /** Looks at the caps in their order; the first that is reached decides. */
    public static Answer take(List<Scoped> scopes, Ask ask, CounterReadings readings) {
        Caps caps = new Caps(ask, readings);
        for (Scoped scoped : scopes) {
            Optional<Answer> reached = caps.reached(scoped.scope(), scoped.caps());
            if (reached.isPresent()) {
                return reached.get();
            }
        }
        List<CapEvent> events = new ArrayList<>(caps.opened);
        events.addAll(caps.reserved);
        return new Answer.Taken(List.copyOf(events));
    }

    /**
     * The part that is left in the caps that a lead matches, from 0 to 1: in the fullest of them.
     */
    public static BigDecimal free(Scoped scoped, Ask ask, CounterReadings readings) {
        return new Caps(ask, readings).free(scoped.scope(), scoped.caps());
    }

    private BigDecimal free(CapScope scope, List<Cap> caps) {
        BigDecimal least = BigDecimal.ONE;
        for (Cap cap : caps) {
            if (cap.criteria().filter(rules -> !passes(rules)).isEmpty()) {
                least = least.min(free(scope, cap)).min(free(scope, cap.nested()));
            }
        }
        return least;
    }

    private BigDecimal free(CapScope scope, Cap cap) {
        BigDecimal left = cap.maximum().subtract(state(name(scope, cap), cap).taken());
        return left.signum() <= 0
                ? BigDecimal.ZERO
                : left.divide(cap.maximum(), CounterState.SCALE, RoundingMode.HALF_UP);
    }

    private CounterName name(CapScope scope, Cap cap) {
        return new CounterName(scope, cap.id(), cap.definition(), cap.per().map(this::digest));
    }

    private Optional<Answer> reached(CapScope scope, List<Cap> caps) {
        for (Cap cap : caps) {
            if (cap.criteria().filter(rules -> !passes(rules)).isPresent()) {
                continue;
            }
            Optional<Answer> reached = reached(scope, cap).or(() -> reached(scope, cap.nested()));
            if (reached.isPresent()) {
                return reached;
            }
        }
        return Optional.empty();
    }

    private boolean passes(RuleSet rules) {
        return rules.evaluate(ask.vars()).pass();
    }

    private Optional<Answer> reached(CapScope scope, Cap cap) {
        CounterName name = name(scope, cap);
        CounterState state = state(name, cap);
        CapReading reading = CapReading.of(state, cap);
        BigDecimal amount =
                cap.measure() == Cap.Measure.VOLUME
                        ? ONE
                        : ask.money().orElse(BigDecimal.ZERO).setScale(CounterState.SCALE);
        if (hasRoom(state, amount, cap)) {
            reserved.add(new CapReserved(name, cap.measure(), amount, reading));
            return Optional.empty();
        }
        List<CapEvent> events = new ArrayList<>(opened);
        events.add(new CapReached(name, amount, reading));
        String reason =
                cap.reason()
                        .map(template -> template.renderText(ask.shown().get()))
                        .filter(text -> !text.isBlank())
                        .orElse(REACHED);
        String place = scope.kind().word() + "/" + scope.id() + "/" + cap.id();
        return Optional.of(new Answer.Reached(List.copyOf(events), place, reason));
    }

    /** Where the price is not known before, a budget that is used up has no room for any. */
    private boolean hasRoom(CounterState state, BigDecimal amount, Cap cap) {
        BigDecimal taken = state.taken();
        boolean unknown = cap.measure() == Cap.Measure.SPEND && ask.money().isEmpty();
        return unknown
                ? taken.compareTo(cap.maximum()) < 0
                : taken.add(amount).compareTo(cap.maximum()) <= 0;
    }

    private String digest(String path) {
        return readings.digest("cap", List.of(text(ask.vars(), path)));
    }

    /** Equal for values that rules hold for equal: letters of either case, typed by their field. */
    static String text(Vars vars, String path) {
        return vars.text(path).strip().toLowerCase(Locale.ROOT);
    }

    private CounterState state(CounterName name, Cap cap) {
        Optional<CounterState> known = readings.counter(name);
        Optional<String> definition = readings.definition(name.identity());
        Optional<CapBeginning> begins =
                definition.isPresent()
                        ? CapBeginning.of(definition.get())
                        // An earlier build counted it and kept its definition elsewhere.
                        : Optional.of(CapBeginning.NEW).filter(_ -> known.isEmpty());
        boolean goesOn = definition.isEmpty() || begins.isEmpty();
        return known.filter(state -> goesOn && !state.window().isOver(ask.now()))
                .orElseGet(() -> open(name, cap, known, begins));
    }

    private CounterState open(
            CounterName name,
            Cap cap,
            Optional<CounterState> before,
            Optional<CapBeginning> begins) {
        Window window = cap.window().at(ask.now(), ask.zone());
        Basis basis = begins.map(beginning -> basis(cap, beginning)).orElse(Basis.ZERO);
        BigDecimal count =
                switch (basis) {
                    case ZERO -> BigDecimal.ZERO;
                    case GIVEN -> cap.opensAt().orElse(BigDecimal.ZERO);
                    case TALLIES -> readings.tally(name.scope(), window.from()).of(cap.measure());
                };
        CounterState state = CounterState.opened(window, count).openedAfter(before);
        opened.add(new CapOpened(name, window, state.count(), basis));
        return state;
    }

    private static Basis basis(Cap cap, CapBeginning beginning) {
        if (cap.opensAt().isPresent()) {
            return Basis.GIVEN;
        }
        return cap.countsAll() && beginning == CapBeginning.NEW ? Basis.TALLIES : Basis.ZERO;
    }
}
