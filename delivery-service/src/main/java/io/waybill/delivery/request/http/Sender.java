package io.waybill.delivery.request.http;

import io.waybill.delivery.request.ReplyReading;
import io.waybill.delivery.request.http.Prepared.Ready;
import io.waybill.delivery.request.http.SendResult.Answered;
import io.waybill.delivery.request.http.SendResult.NoAnswer;
import io.waybill.delivery.request.http.SendResult.NotSent;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.AttemptResult.Exchange;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes one attempt and says what it came to. */
@Singleton
public final class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);
    static final String BROKEN_OFF = "The reply broke off before it ended";

    private final Outbound outbound;

    @Inject
    Sender(Outbound outbound) {
        this.outbound = outbound;
    }

    /**
     * @param left time until the delivery must settle
     * @return always completes normally, within the time left or very soon after
     */
    public CompletionStage<AttemptResult> send(Ready ready, Duration left) {
        @Nullable Duration own = ready.request().timeout();
        Duration limit = own != null && own.compareTo(left) < 0 ? own : left;
        long started = System.nanoTime();
        return outbound.send(ready.request(), limit)
                .thenApply(result -> result(ready, result, since(started)))
                .exceptionally(defect -> unread(defect, ready, since(started)));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static AttemptResult result(Ready ready, SendResult result, Duration latency) {
        return switch (result) {
            case NotSent(String why) ->
                    ended(AttemptOutcome.ERROR, latency, why, new Exchange(ready.shown(), null));
            case NoAnswer(String why) ->
                    ended(
                            AttemptOutcome.UNANSWERED,
                            latency,
                            why,
                            new Exchange(ready.shown(), null));
            case Answered answer -> answered(ready, answer, latency);
        };
    }

    /** Whatever goes wrong here, the attempt was made and has to end. */
    private static AttemptResult unread(Throwable defect, Ready ready, Duration latency) {
        LOG.error("a reply could not be read", defect);
        return ended(
                AttemptOutcome.UNANSWERED,
                latency,
                "The reply could not be read",
                new Exchange(ready.shown(), null));
    }

    private static AttemptResult answered(Ready ready, Answered answer, Duration latency) {
        AttemptOutcome byStatus = AttemptOutcome.ofStatus(answer.status());
        Exchange exchange = new Exchange(ready.shown(), ReplyText.of(answer));
        // A refusal stands with its status. A success that breaks off may be a failure half-way.
        if (!answer.whole() && byStatus == AttemptOutcome.SUCCESS) {
            return new AttemptResult(
                    AttemptOutcome.UNANSWERED,
                    answer.status(),
                    latency,
                    BROKEN_OFF,
                    null,
                    exchange);
        }
        ReplyReading reading =
                ReplyReading.read(
                        ready.settings(), ready.vars(), answer.status(), ReplyText.json(answer));
        return new AttemptResult(
                byStatus,
                answer.status(),
                latency,
                reading.reason(),
                reading.reference(),
                exchange);
    }

    private static AttemptResult ended(
            AttemptOutcome outcome, Duration latency, String reason, Exchange exchange) {
        return new AttemptResult(outcome, null, latency, reason, null, exchange);
    }
}
