package io.waybill.intake.submission.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.intake.flows.SubmissionTarget;
import io.waybill.intake.submission.LeadInbox;
import io.waybill.intake.submission.NewLead;
import io.waybill.intake.submission.NewLead.Stamp;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.Submission;
import io.waybill.intake.submission.SubmissionRefused;
import io.waybill.intake.waiting.WaitingCalls;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Stamps a submission, hands it over and lets the call wait: until its answer comes, until Kafka
 * gives up, or until the flow's response time is over, whichever is first.
 */
@Singleton
final class Submitting {

    private static final long RANDOM_BOUND = 1L << 53;

    private final LeadInbox inbox;
    private final WaitingCalls waiting;
    private final AnswerWriter answers;
    private final InstantSource clock;
    private final Vertx vertx;

    Submitting(
            LeadInbox inbox,
            WaitingCalls waiting,
            AnswerWriter answers,
            InstantSource clock,
            Vertx vertx) {
        this.inbox = inbox;
        this.waiting = waiting;
        this.answers = answers;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** Refuses at once what could not be kept anyhow. */
    void checkReachable() {
        if (!inbox.reachable() || !waiting.hasBegun()) {
            throw new SubmissionRefused(
                    Refusal.SERVICE_UNAVAILABLE, "Service is unavailable, try again");
        }
    }

    /**
     * @param handedOver runs once when the lead is kept or given up
     */
    void submit(SubmitCall call, Submission submission, Runnable handedOver) {
        SubmissionTarget target = call.target().orElseThrow();
        Instant now = clock.instant();
        UUID correlationId = call.correlationId();
        UUID leadId = TimeOrderedIds.next();
        await(call, correlationId, leadId, target.version().respondWithin());
        long random = ThreadLocalRandom.current().nextLong(RANDOM_BOUND);
        NewLead lead =
                new NewLead(
                        new Stamp(leadId, correlationId, now, random),
                        target,
                        submission,
                        call.ip(),
                        call.idempotencyKey(),
                        call.methodAndQuery(),
                        call.purpose(),
                        call.hops());
        handOver(lead)
                .whenComplete((_, failure) -> {
                    handedOver.run();
                    if (failure == null) {
                        waiting.kept(correlationId);
                    } else {
                        waiting.notKept(correlationId);
                    }
                });
    }

    private CompletionStage<Void> handOver(NewLead lead) {
        try {
            return inbox.put(lead);
        } catch (RuntimeException unexpected) {
            waiting.abandoned(lead.stamp().correlationId());
            throw unexpected;
        }
    }

    private void await(SubmitCall call, UUID correlationId, UUID leadId, Duration respondWithin) {
        Context context = vertx.getOrCreateContext();
        long timer =
                vertx.setTimer(
                        Math.max(1, respondWithin.toMillis()), _ -> waiting.elapsed(correlationId));
        boolean waits =
                waiting.open(
                        correlationId,
                        leadId,
                        answer -> {
                            vertx.cancelTimer(timer);
                            context.runOnContext(_ -> answers.answer(call, answer));
                        });
        if (!waits) {
            vertx.cancelTimer(timer);
            throw new SubmissionRefused(Refusal.CALLS_TOO_MANY, "Too many requests");
        }
        call.request()
                .response()
                .closeHandler(_ -> {
                    vertx.cancelTimer(timer);
                    waiting.abandoned(correlationId);
                });
    }
}
