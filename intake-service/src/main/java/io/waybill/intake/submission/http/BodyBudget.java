package io.waybill.intake.submission.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the memory of all bodies between their first byte and Kafka's acknowledgement. */
final class BodyBudget {

    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(long bytes) {
        this.bytes = bytes;
    }

    boolean take(int length) {
        if (taken.addAndGet(length) <= bytes) {
            return true;
        }
        taken.addAndGet(-length);
        return false;
    }

    void give(int length) {
        taken.addAndGet(-length);
    }

    long taken() {
        return taken.get();
    }
}
