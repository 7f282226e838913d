package io.waybill.feedback.leadfeedback.store;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells calls that wait for a source that something was recorded for them. It only saves time: who
 * waits looks for itself after a while, since another instance may have recorded it.
 */
@Singleton
public final class Awaited {

    private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    /** Completes when something was recorded of telling the source, and at the latest in time. */
    public Uni<Void> next(UUID feedbackId, Duration atMost) {
        UUID sendingId = FeedbackRecords.sendingId(feedbackId);
        CompletableFuture<Void> told =
                waiting.computeIfAbsent(sendingId, _ -> new CompletableFuture<>());
        return Uni.createFrom()
                // Who gives up waiting must not end the waiting of others.
                .completionStage(told.copy())
                .ifNoItem()
                .after(atMost)
                .recoverWithUni(Uni.createFrom().voidItem())
                .onTermination()
                .invoke(() -> waiting.remove(sendingId, told));
    }

    /** Something was recorded. */
    public void tell(UUID sendingId) {
        CompletableFuture<Void> told = waiting.remove(sendingId);
        if (told != null) {
            told.complete(null);
        }
    }
}
