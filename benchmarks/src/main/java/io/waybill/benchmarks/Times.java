package io.waybill.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Times of answered calls, and how many calls were not answered with 201. */
final class Times {
    private final long[] nanos;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();
    private Duration took = Duration.ZERO;

    Times(int most) {
        nanos = new long[most];
    }

    void add(int status, long time) {
        if (status == 201) {
            nanos[count.getAndIncrement()] = time;
        } else {
            others.incrementAndGet();
        }
    }

    void took(Duration all) {
        took = all;
    }

    @Override
    public String toString() {
        long[] sorted = Arrays.copyOf(nanos, count.get());
        Arrays.sort(sorted);
        String rate =
                took.isZero()
                        ? ""
                        : ", %.0f a second".formatted(sorted.length * 1e9 / took.toNanos());
        return "%d answered 201, %d otherwise%s; p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms"
                .formatted(
                        sorted.length,
                        others.get(),
                        rate,
                        at(sorted, 0.5),
                        at(sorted, 0.9),
                        at(sorted, 0.99),
                        at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    /** Waits for a moment of {@link System#nanoTime}. */
    static void waitUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanoTime - System.nanoTime();
        }
    }
}
