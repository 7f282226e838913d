package io.waybill.feedback.leadfeedback.desk;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.feedback.leadfeedback.kafka.KnownUntil;
import io.waybill.feedback.leadfeedback.kafka.LeadLedger;
import io.waybill.feedback.leadfeedback.store.Awaited;
import io.waybill.feedback.leadfeedback.store.Call;
import io.waybill.feedback.leadfeedback.store.FeedbackStore;
import io.waybill.feedback.leadfeedback.store.Recorded;
import io.waybill.feedback.leadfeedback.store.Recorded.Committed;
import io.waybill.feedback.leadfeedback.store.Recorded.Outcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Records a feedback, again when another one was faster, and waits a little for what is still on
 * its way: a buyer may answer before this service has read that it was asked. Then it waits for the
 * source, where one is told at once. No thread waits, and only so many calls do.
 */
@Singleton
public final class FeedbackDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Delivery always concludes; this is longer than the longest that a source is given. */
    private static final Duration PATIENCE_WITH_SOURCE = Duration.ofSeconds(65);

    private static final Duration BETWEEN_LOOKS_AT_SOURCE = Duration.ofMillis(500);
    private static final int MOST_WAITING = 200;
    private static final int MOST_AT_SOURCES = 2_000;

    /** What reading may lag behind and still be taken for up to date. */
    private static final Duration BEHIND = Duration.ofSeconds(5);

    private static final int MOST_RETRIES = 30;
    private static final Executor READERS = task -> Thread.ofVirtual().name("lead").start(task);

    private final FeedbackStore store;
    private final LeadLedger ledger;
    private final Awaited awaited;
    private final KnownUntil known;
    private final InstantSource clock;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Semaphore waitingForSources = new Semaphore(MOST_AT_SOURCES);

    FeedbackDesk(
            FeedbackStore store,
            LeadLedger ledger,
            Awaited awaited,
            KnownUntil known,
            InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.awaited = awaited;
        this.known = known;
        this.clock = clock;
    }

    /** Completes on the caller's Vert.x context; fails with what the database fails with. */
    public Uni<Recorded> give(Call call) {
        Executor context = context();
        Instant began = clock.instant();
        Uni<Recorded> once = Uni.createFrom().deferred(() -> tried(call, context));
        return once.chain(first -> isOnItsWay(first) ? patiently(once) : done(first))
                .map(recorded -> judged(recorded, began))
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .chain(recorded ->
                        recorded instanceof Committed committed
                                        && committed.outcome() == Outcome.PENDING
                                ? atSource(call, committed, context)
                                : done(recorded));
    }

    /** Only so many calls wait for sources: one that is slow must not take the others with it. */
    private Uni<Recorded> atSource(Call call, Committed committed, Executor context) {
        if (!waitingForSources.tryAcquire()) {
            return done(silent(committed));
        }
        Instant until = clock.instant().plus(PATIENCE_WITH_SOURCE);
        return awaited(call, committed, until, context)
                .onTermination()
                .invoke(() -> waitingForSources.release());
    }

    /** As {@link #give}, but neither what is not known by now nor the source is waited for. */
    public Uni<Recorded> giveNow(Call call) {
        return tried(call, context()).ifNoItem().after(LIMIT).fail();
    }

    /** What the caller of a feedback that was recorded is told by now; waits for nothing. */
    public Uni<Recorded> answer(UUID eventId, UUID feedbackId) {
        return store.answer(eventId, feedbackId).ifNoItem().after(LIMIT).fail();
    }

    /** Whether all is known that other services had written at a moment. */
    public boolean knowsAllUntil(Instant moment) {
        return known.instant().isAfter(moment);
    }

    /** An event does not exist only where all has been read that was written before the call. */
    private Recorded judged(Recorded recorded, Instant began) {
        return recorded instanceof Recorded.UnknownEvent && !knowsAllUntil(began.minus(BEHIND))
                ? new Recorded.NotYetKnown()
                : recorded;
    }

    private static Executor context() {
        Context caller = Objects.requireNonNull(Vertx.currentContext(), "outside of a call");
        return task -> caller.runOnContext(ignored -> task.run());
    }

    /** Whether the tries were used up because other feedbacks on the same event were faster. */
    public static boolean isContended(Throwable failure) {
        return failure instanceof StaleVersion || failure.getCause() instanceof StaleVersion;
    }

    private Uni<Recorded> tried(Call call, Executor context) {
        return Uni.createFrom()
                .deferred(() -> store.give(call))
                .runSubscriptionOn(context)
                .onFailure(StaleVersion.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(200))
                .withJitter(0.5)
                .atMost(MOST_RETRIES)
                .chain(recorded ->
                        recorded instanceof Recorded.LeadNeeded needed && call.lead().isEmpty()
                                ? read(needed).chain(lead -> tried(call.with(lead), context))
                                : done(recorded));
    }

    private Uni<Call.LeadOnLedger> read(Recorded.LeadNeeded needed) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return ledger.read(needed.place(), needed.key());
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("The service ends", stop);
                    }
                })
                .runSubscriptionOn(READERS);
    }

    private static boolean isOnItsWay(Recorded recorded) {
        return recorded instanceof Recorded.UnknownEvent
                || recorded instanceof Recorded.NotYetKnown;
    }

    /** Where nobody else may wait, nothing is said of the event: the caller comes again. */
    private Uni<Recorded> patiently(Uni<Recorded> once) {
        if (!waiting.tryAcquire()) {
            return done(new Recorded.NotYetKnown());
        }
        Instant until = clock.instant().plus(PATIENCE);
        return again(once, until).onTermination().invoke(waiting::release);
    }

    private Uni<Recorded> again(Uni<Recorded> once, Instant until) {
        return once.onSubscription()
                .call(() -> Uni.createFrom().voidItem().onItem().delayIt().by(BETWEEN_LOOKS))
                .chain(result ->
                        !isOnItsWay(result) || clock.instant().isAfter(until)
                                ? done(result)
                                : again(once, until));
    }

    private Uni<Recorded> answered(Call call, Recorded recorded, Instant until, Executor context) {
        return recorded instanceof Committed committed && committed.outcome() == Outcome.PENDING
                ? awaited(call, committed, until, context)
                : done(recorded);
    }

    /**
     * Never fails: the feedback is recorded, and a caller who is told otherwise says it again,
     * under another key maybe.
     */
    private Uni<Recorded> awaited(Call call, Committed committed, Instant until, Executor context) {
        if (clock.instant().isAfter(until)) {
            return done(silent(committed));
        }
        return awaited.next(committed.feedbackId(), BETWEEN_LOOKS_AT_SOURCE)
                .emitOn(context)
                .chain(() -> store.answer(call.eventId(), committed.feedbackId()))
                .map(next -> next instanceof Committed ? next : committed)
                .onFailure()
                .recoverWithItem(committed)
                .chain(next -> answered(call, next, until, context));
    }

    /** It is recorded, and what the source says will be; the buyer need not send it again. */
    private static Committed silent(Committed committed) {
        return new Committed(
                committed.feedbackId(),
                committed.leadId(),
                Outcome.ERROR,
                Optional.of("The feedback is recorded; the source has not answered in time"));
    }

    private static Uni<Recorded> done(Recorded result) {
        return Uni.createFrom().item(result);
    }
}
