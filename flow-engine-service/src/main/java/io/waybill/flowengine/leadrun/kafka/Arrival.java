package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.Cause;
import io.waybill.flow.v1.SubmitLead;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A submission as it came to the lane, now or when it was parked. */
record Arrival(SubmitLead request, Cause cause, @Nullable String traceparent) {

    UUID leadId() {
        return request.getMeta().getStreamId();
    }

    UUID accountId() {
        return request.getMeta().getAccountId();
    }

    Instant at() {
        return request.getMeta().getOccurredAt();
    }

    @Override
    public String toString() {
        return "Arrival[" + leadId() + "]";
    }
}
