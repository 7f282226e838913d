package io.waybill.delivery.batch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it is shown.
 *
 * @param number counts the batches of its destination from 1
 * @param state due, sending, sent, refused, failed or unknown (sent, and nobody answered)
 * @param dueAt of the next attempt; null once it has its end
 * @param taken rows that the receiver took
 * @param reason of its end, or of the attempt that failed last
 */
public record BatchView(
        UUID id,
        long number,
        String fileName,
        String state,
        int rows,
        int taken,
        int attempts,
        Instant madeAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt,
        @Nullable String reason) {

    /**
     * A lead of a batch, or one that waits for the next.
     *
     * @param outcome success, failure or error; null as long as there is none
     * @param certain false where the receiver may have it all the same
     */
    public record Row(
            UUID eventId,
            UUID leadId,
            Instant queuedAt,
            @Nullable String outcome,
            @Nullable Boolean certain,
            @Nullable Instant endedAt) {}

    /**
     * What a destination gathers.
     *
     * @param pending rows that wait for the next batch
     * @param pendingSince when the first of them came
     * @param items batches, the newest first
     */
    public record Overview(long pending, @Nullable Instant pendingSince, List<BatchView> items) {
        public Overview {
            items = List.copyOf(items);
        }
    }

    /** Masked: a reason may hold what a receiver wrote. */
    @Override
    public String toString() {
        return "BatchView[" + id + ", " + state + "]";
    }
}
