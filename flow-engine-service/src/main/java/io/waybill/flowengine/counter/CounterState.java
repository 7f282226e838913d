package io.waybill.flowengine.counter;

import io.waybill.flowengine.counter.CapEvent.CapConfirmed;
import io.waybill.flowengine.counter.CapEvent.CapOpened;
import io.waybill.flowengine.counter.CapEvent.CapReached;
import io.waybill.flowengine.counter.CapEvent.CapReleased;
import io.waybill.flowengine.counter.CapEvent.CapReserved;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a counter stands at, with scale 4.
 *
 * @param count what ended in success
 * @param reserved what is under way, or whose end nobody knows
 */
public record CounterState(Window window, BigDecimal count, BigDecimal reserved) {

    static final int SCALE = 4;

    public CounterState {
        count = count.setScale(SCALE);
        reserved = reserved.setScale(SCALE);
    }

    static CounterState opened(Window window, BigDecimal count) {
        return new CounterState(window, count, BigDecimal.ZERO);
    }

    /** What leads under way hold, and nothing that was counted. */
    public CounterState emptied() {
        return new CounterState(window, BigDecimal.ZERO, reserved);
    }

    /** What leads hold that reserved room in the same window before it was opened anew. */
    CounterState openedAfter(Optional<CounterState> before) {
        return before.filter(state -> state.window().from().equals(window.from()))
                .map(state -> new CounterState(window, count, state.reserved()))
                .orElse(this);
    }

    BigDecimal taken() {
        return count.add(reserved);
    }

    /** Total: what belongs to another window changes nothing. */
    public static Optional<CounterState> evolve(Optional<CounterState> before, CapEvent event) {
        return switch (event) {
            case CapOpened opened ->
                    Optional.of(opened(opened.window(), opened.count()).openedAfter(before));
            case CapReserved e ->
                    before.map(
                            state -> state.within(e.window().from(), e.amount(), BigDecimal.ZERO));
            case CapConfirmed e ->
                    before.map(state ->
                            state.within(e.windowFrom(), e.reserved().negate(), e.amount()));
            case CapReleased e ->
                    before.map(state ->
                            state.within(e.windowFrom(), e.reserved().negate(), BigDecimal.ZERO));
            case CapReached _ -> before;
        };
    }

    private CounterState within(Instant windowFrom, BigDecimal reserve, BigDecimal confirm) {
        return window.from().equals(windowFrom)
                ? new CounterState(window, count.add(confirm), reserved.add(reserve))
                : this;
    }
}
