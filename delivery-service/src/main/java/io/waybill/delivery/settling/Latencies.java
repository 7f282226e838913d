package io.waybill.delivery.settling;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long receivers take to answer, and so how much time an attempt needs at least. One that is
 * begun with less leaves a lead at the receiver of which nobody learns. Safe for use by many
 * threads.
 */
public final class Latencies {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST = 20_000;

    /** One answer counts for so much of the mean. */
    private static final int PART = 8;

    private static final int TIMES = 2;

    private final Map<String, Long> means = new ConcurrentHashMap<>();

    /** A receiver has answered. */
    public void note(String receiver, Duration latency) {
        if (means.size() >= MOST) {
            // Learned anew with the next answers.
            means.clear();
        }
        means.merge(receiver, latency.toNanos(), (mean, taken) -> mean + (taken - mean) / PART);
    }

    /** What must be left of the time to settle when an attempt begins. */
    public Duration room(String receiver) {
        Duration usual = Duration.ofNanos(means.getOrDefault(receiver, 0L)).multipliedBy(TIMES);
        if (usual.compareTo(RetryPolicy.ROOM) < 0) {
            return RetryPolicy.ROOM;
        }
        return usual.compareTo(LONGEST) > 0 ? LONGEST : usual;
    }
}
