package io.waybill.servicekit.testing.counterexample.order.kafka;

import io.waybill.meta.v1.EventMeta;
import java.time.Instant;

record EdgeAsItMayBe(EventMeta meta) {

    Instant readAt() {
        return Instant.now();
    }
}
