package io.waybill.flowengine.counter;

import java.math.BigDecimal;

/** What a decision about a cap rests on. */
public record CapReading(Window window, BigDecimal count, BigDecimal reserved, BigDecimal maximum) {

    static CapReading of(CounterState state, Cap cap) {
        return new CapReading(
                state.window(),
                state.count(),
                state.reserved(),
                cap.maximum().setScale(CounterState.SCALE));
    }

    /** The state that was read. */
    public CounterState state() {
        return new CounterState(window, count, reserved);
    }
}
