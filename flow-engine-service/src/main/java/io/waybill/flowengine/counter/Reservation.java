package io.waybill.flowengine.counter;

import io.waybill.flowengine.counter.CapEvent.CapConfirmed;
import io.waybill.flowengine.counter.CapEvent.CapReleased;
import java.math.BigDecimal;
import java.time.Instant;

/** Room that a lead holds in a cap until it is confirmed or released. */
public record Reservation(
        CounterName counter, Cap.Measure measure, Instant windowFrom, BigDecimal amount) {

    /**
     * @param money what it came to, which a spend cap counts
     */
    public CapConfirmed confirmed(BigDecimal money) {
        return new CapConfirmed(
                counter,
                windowFrom,
                amount,
                measure == Cap.Measure.SPEND ? money.setScale(CounterState.SCALE) : amount);
    }

    public CapReleased released() {
        return new CapReleased(counter, windowFrom, amount);
    }

    /** Whether it belongs to a delivery of that step. */
    public boolean isOfStep(String stepId) {
        return isOfAnyStep() && counter.scope().id().equals(stepId);
    }

    /** Whether it belongs to a delivery, and not to the lead as a whole. */
    public boolean isOfAnyStep() {
        return counter.scope().kind() == CapScope.Kind.STEP;
    }
}
