package io.waybill.servicekit.testing.counterexample.order;

import java.time.Instant;

final class CoreWithClock {

    Instant decidedAt() {
        return Instant.now();
    }
}
