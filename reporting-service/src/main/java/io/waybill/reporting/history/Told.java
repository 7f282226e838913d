package io.waybill.reporting.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the engine was told last of a recipient.
 *
 * @param asOf when that was counted; empty before the first time
 * @param days over which it was counted
 * @param dayEnds when the last of those days ends
 */
public record Told(Optional<Instant> asOf, int days, Counts counts, Instant dayEnds) {

    /**
     * Whether it is to be told again: when there is something new, and once a day whether there is
     * or not, so that a lane that lost what it knew learns it again. Where nothing is left to tell,
     * that is told once.
     */
    public boolean isDue(Counts now, int overDays, Instant at) {
        if (asOf.isEmpty()) {
            return !now.isNothing();
        }
        boolean isNewDay = !at.isBefore(dayEnds);
        return !counts.isSame(now) || (!now.isNothing() && (isNewDay || days != overDays));
    }

    /** The time of the next telling: later than that of the last, whatever clocks say. */
    public Instant next(Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MICROS);
        return asOf.map(last -> last.plus(1, ChronoUnit.MICROS))
                .filter(least -> least.isAfter(time))
                .orElse(time);
    }
}
