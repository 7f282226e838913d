package io.waybill.flowengine.counter;

import java.time.Instant;

/**
 * A stretch of time in which something is counted.
 *
 * @param until the first moment that is no longer in it
 */
public record Window(Instant from, Instant until) {

    /** A record that comes late belongs to the window that is open, so there is no lower bound. */
    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
