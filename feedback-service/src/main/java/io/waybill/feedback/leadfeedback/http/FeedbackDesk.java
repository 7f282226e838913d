package io.waybill.feedback.leadfeedback.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.store.FeedbackStore;
import io.waybill.feedback.leadfeedback.store.Recorded;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Records a feedback, again when another one was faster, and waits a little for a delivery or a key
 * that is still on its way: a buyer may answer before this service has read that it was asked. No
 * thread waits, and only so many calls do.
 */
@Singleton
final class FeedbackDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 200;
    private static final int MOST_RETRIES = 30;

    private final FeedbackStore store;
    private final InstantSource clock;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    FeedbackDesk(FeedbackStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Completes on the caller's Vert.x context; fails with what the database fails with. */
    Uni<Recorded> give(UUID eventId, GiveFeedback command, UUID correlation) {
        Context caller = Objects.requireNonNull(Vertx.currentContext(), "outside of a call");
        Uni<Recorded> once =
                Uni.createFrom()
                        .deferred(() -> store.give(eventId, command, correlation))
                        .runSubscriptionOn(task -> caller.runOnContext(ignored -> task.run()))
                        .onFailure(StaleVersion.class)
                        .retry()
                        .withBackOff(Duration.ofMillis(5), Duration.ofMillis(200))
                        .withJitter(0.5)
                        .atMost(MOST_RETRIES);
        return once.chain(first ->
                        first instanceof Recorded.Committed ? done(first) : patiently(once, first))
                .ifNoItem()
                .after(LIMIT)
                .fail();
    }

    /** Whether the tries were used up because other feedbacks on the same event were faster. */
    static boolean isContended(Throwable failure) {
        return failure instanceof StaleVersion || failure.getCause() instanceof StaleVersion;
    }

    private Uni<Recorded> patiently(Uni<Recorded> once, Recorded first) {
        if (!waiting.tryAcquire()) {
            return done(first);
        }
        Instant until = clock.instant().plus(PATIENCE);
        return again(once, until).onTermination().invoke(waiting::release);
    }

    private Uni<Recorded> again(Uni<Recorded> once, Instant until) {
        return once.onSubscription()
                .call(() -> Uni.createFrom().voidItem().onItem().delayIt().by(BETWEEN_LOOKS))
                .chain(result ->
                        result instanceof Recorded.Committed || clock.instant().isAfter(until)
                                ? done(result)
                                : again(once, until));
    }

    private static Uni<Recorded> done(Recorded result) {
        return Uni.createFrom().item(result);
    }
}
