package io.waybill.delivery.request.http;

import io.waybill.delivery.Defect;
import io.waybill.delivery.reply.Reply;
import io.waybill.delivery.reply.Reply.Extent;
import io.waybill.delivery.reply.ReplyReader;
import io.waybill.delivery.reply.ReplyReading;
import io.waybill.delivery.reply.RetryAfter;
import io.waybill.delivery.reply.http.ReplyDocuments;
import io.waybill.delivery.request.http.AuthorizedOutbound.Sent;
import io.waybill.delivery.request.http.SendResult.Answered;
import io.waybill.delivery.request.http.SendResult.NoAnswer;
import io.waybill.delivery.request.http.SendResult.NotSent;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.AttemptResult.Exchange;
import io.waybill.delivery.settling.AttemptResult.Read;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.TransportSender;
import io.waybill.language.WorkLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes one attempt over HTTP and reads the reply. */
@Singleton
public final class Sender implements TransportSender {

    static final String UNREAD = "The reply could not be read";

    private static final Logger LOG = Logger.getLogger(Sender.class);

    private static final InstantSource CLOCK = InstantSource.system();

    /** Reading a reply takes longer than an event loop may. */
    private static final Executor READERS = Executors.newVirtualThreadPerTaskExecutor();

    private final AuthorizedOutbound outbound;

    @Inject
    Sender(AuthorizedOutbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public boolean takes(Prepared.Ready ready) {
        return ready instanceof ReadyRequest;
    }

    @Override
    public CompletionStage<AttemptResult> send(Prepared.Ready sendable, Duration left) {
        ReadyRequest ready = (ReadyRequest) sendable;
        @Nullable Duration own = ready.request().timeout();
        Duration limit = own != null && own.compareTo(left) < 0 ? own : left;
        long started = System.nanoTime();
        return outbound.send(ready, limit)
                .thenApplyAsync(sent -> result(sent, since(started)), READERS)
                .exceptionally(defect -> unread(defect, ready, since(started)));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static AttemptResult result(Sent sent, Duration latency) {
        ReadyRequest ready = sent.ready();
        return switch (sent.result()) {
            case NotSent(String why) ->
                    ended(AttemptOutcome.ERROR, latency, why, new Exchange(ready.shown(), null));
            case NoAnswer(String why) ->
                    ended(
                            AttemptOutcome.UNANSWERED,
                            latency,
                            why,
                            new Exchange(ready.shown(), null));
            case Answered answer -> answered(ready, answer, echo(sent), latency);
        };
    }

    /** Whatever goes wrong here, the attempt was made and has to end. */
    private static AttemptResult unread(Throwable defect, ReadyRequest ready, Duration latency) {
        LOG.errorf("a reply could not be read %s", Defect.of(defect));
        return ended(AttemptOutcome.UNANSWERED, latency, UNREAD, new Exchange(ready.shown(), null));
    }

    private static Echo echo(Sent sent) {
        List<String> secrets = new ArrayList<>(sent.ready().settings().secrets());
        secrets.addAll(sent.secrets());
        return new Echo(secrets);
    }

    private static AttemptResult answered(
            ReadyRequest ready, Answered packed, Echo echo, Duration latency) {
        Answered answer = Packing.unpacked(packed);
        Exchange exchange = new Exchange(ready.shown(), ReplyText.of(answer, echo));
        Reply reply = reply(answer);
        ReplyReading reading;
        try {
            reading = read(ready, reply);
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.errorf("a reply could not be read %s", Defect.of(defect));
            return new AttemptResult(
                    AttemptOutcome.UNANSWERED,
                    answer.status(),
                    latency,
                    UNREAD,
                    Read.NOTHING,
                    exchange);
        }
        return new AttemptResult(
                reading.outcome(),
                answer.status(),
                latency,
                echo.maskedOrNull(reading.reason()),
                new Read(
                        echo.maskedReference(reading.referenceText().orElse(null)),
                        reading.amount().orElse(null),
                        echo.maskedData(Appended.of(reading)),
                        RetryAfter.of(answer.headers(), CLOCK.instant()).orElse(null),
                        false),
                exchange);
    }

    private static Reply reply(Answered answer) {
        // A redirect that is not followed is wrong as an answer, but all of it was read.
        boolean unread = answer.flaw() != null && answer.status() / 100 != 3;
        Extent extent =
                !answer.whole() || unread
                        ? Extent.PART
                        : answer.cut() ? Extent.BEGINNING : Extent.WHOLE;
        return new Reply(
                answer.status(), answer.headers(), ReplyText.body(answer), extent, answer.flaw());
    }

    private static ReplyReading read(ReadyRequest ready, Reply reply) {
        return WorkLimit.within(() ->
                ReplyReader.read(ready.settings(), ready.vars(), reply, ReplyDocuments::parse));
    }

    private static AttemptResult ended(
            AttemptOutcome outcome, Duration latency, String reason, Exchange exchange) {
        return AttemptResult.withoutReply(outcome, latency, reason, exchange);
    }
}
