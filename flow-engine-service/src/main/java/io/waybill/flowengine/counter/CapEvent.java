package io.waybill.flowengine.counter;

import java.math.BigDecimal;
import java.time.Instant;

/** What happened to the counter of a cap. Amounts are leads, hand-overs or money. */
public sealed interface CapEvent extends CounterEvent {

    CounterName counter();

    /**
     * A window begins.
     *
     * @param count what it begins with
     */
    record CapOpened(CounterName counter, Window window, BigDecimal count, Basis basis)
            implements CapEvent {}

    /**
     * Room was taken; it is confirmed or released later.
     *
     * @param reading what the counter stood at before
     */
    record CapReserved(
            CounterName counter, Cap.Measure measure, BigDecimal amount, CapReading reading)
            implements CapEvent {

        Window window() {
            return reading.window();
        }

        public Reservation reservation() {
            return new Reservation(counter, measure, window().from(), amount);
        }
    }

    /**
     * What was reserved ended in success.
     *
     * @param amount what is counted for it
     */
    record CapConfirmed(
            CounterName counter, Instant windowFrom, BigDecimal reserved, BigDecimal amount)
            implements CapEvent {}

    /** What was reserved came to nothing. */
    record CapReleased(CounterName counter, Instant windowFrom, BigDecimal reserved)
            implements CapEvent {}

    /** There was no room for the amount. */
    record CapReached(CounterName counter, BigDecimal amount, CapReading reading)
            implements CapEvent {}

    /** Where the count comes from with which a window begins. */
    enum Basis {
        /** A window of a cap that had one before, or of a cap with conditions. */
        ZERO,
        /** What the lane has counted of the flow, source or step in this window. */
        TALLIES,
        /** The count that was given with the cap. */
        GIVEN
    }
}
