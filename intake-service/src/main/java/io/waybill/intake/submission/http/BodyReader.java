package io.waybill.intake.submission.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.SubmissionRefused;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body without ever holding more than the largest one allowed. What comes beyond is
 * thrown away as it arrives, up to a point, since a sender that is cut off while it writes never
 * sees the answer.
 */
final class BodyReader {

    static final int LARGEST = 256 * 1024;

    private static final long DISCARDED = 8L * 1024 * 1024;

    private final Vertx vertx;
    private final BodyBudget budget;
    private final Duration slowest;

    /**
     * @param slowest how long a body may take from its first byte to its last
     */
    BodyReader(Vertx vertx, BodyBudget budget, Duration slowest) {
        this.vertx = vertx;
        this.budget = budget;
        this.slowest = slowest;
    }

    /** Fails with {@link SubmissionRefused}, or with another cause when the sender is gone. */
    Future<byte[]> read(HttpServerRequest request) {
        boolean asksFirst = "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
        long announced = announced(request);
        if (announced > (asksFirst ? LARGEST : DISCARDED)) {
            return Future.failedFuture(tooLarge());
        }
        if (asksFirst) {
            request.response().writeContinue();
        }
        Reading reading = new Reading(announced > LARGEST ? tooLarge() : null);
        request.exceptionHandler(reading::broken)
                .endHandler(_ -> reading.end())
                .handler(reading::chunk);
        return reading.done.future();
    }

    /** To be called once a body that was read is not needed any more. */
    void release(byte[] body) {
        budget.give(body.length);
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException longerThanAnything) {
            return Long.MAX_VALUE;
        }
    }

    static SubmissionRefused tooLarge() {
        return new SubmissionRefused(
                Refusal.BODY_TOO_LARGE, "Body is larger than " + LARGEST + " bytes");
    }

    private final class Reading {

        private final Promise<byte[]> done = Promise.promise();
        private final long timer = vertx.setTimer(slowest.toMillis(), _ -> tooSlow());
        private Buffer body = Buffer.buffer();
        private long seen;
        private @Nullable SubmissionRefused refused;

        Reading(@Nullable SubmissionRefused refused) {
            this.refused = refused;
        }

        void chunk(Buffer chunk) {
            if (done.future().isComplete()) {
                // The caller has its answer, or is gone: nobody would give back what was taken now.
                return;
            }
            seen += chunk.length();
            if (refused != null) {
                if (seen > DISCARDED) {
                    fail(refused);
                }
            } else if (seen > LARGEST) {
                drop(tooLarge());
            } else if (budget.take(chunk.length())) {
                body.appendBuffer(chunk);
            } else {
                drop(new SubmissionRefused(Refusal.CALLS_TOO_MANY, "Too many requests"));
            }
        }

        void end() {
            if (refused != null) {
                fail(refused);
            } else if (done.tryComplete(body.getBytes())) {
                vertx.cancelTimer(timer);
            }
        }

        void broken(Throwable cause) {
            fail(cause);
        }

        private void tooSlow() {
            fail(
                    new SubmissionRefused(
                            Refusal.BODY_TOO_SLOW,
                            "Body did not arrive within " + slowest.toSeconds() + " seconds"));
        }

        private void drop(SubmissionRefused cause) {
            refused = cause;
            giveBack();
        }

        private void fail(Throwable cause) {
            if (!done.future().isComplete()) {
                vertx.cancelTimer(timer);
                giveBack();
                done.fail(cause);
            }
        }

        private void giveBack() {
            budget.give(body.length());
            body = Buffer.buffer();
        }
    }
}
