package io.waybill.delivery.settling.store;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A destination that is paused.
 *
 * @param probeAt when it is probed; null: not before somebody resumes it
 * @param probeEvery the pause between the present probe and the next
 * @param probing whether this instance has sent the probe and does not know yet what came of it
 */
public record Paused(
        UUID accountId,
        UUID destinationId,
        int failures,
        Instant since,
        @Nullable Instant probeAt,
        Duration probeEvery,
        boolean probing,
        String by) {

    /** Which of two holds: the other one, unless this one waits for a person. */
    Paused goesBefore(Paused other) {
        return probeAt == null ? this : other;
    }

    /** Nothing else is sent before the probe is answered, or its time is over. */
    Paused probedAt(Instant now) {
        return with(now.plus(probeEvery), probeEvery, true);
    }

    /** The probe failed. */
    Paused longer(Instant now, Duration longest) {
        Duration twice = probeEvery.multipliedBy(2);
        Duration next = twice.compareTo(longest) > 0 ? longest : twice;
        return with(now.plus(next), next, false);
    }

    private Paused with(Instant next, Duration every, boolean sent) {
        return new Paused(accountId, destinationId, failures, since, next, every, sent, by);
    }
}
