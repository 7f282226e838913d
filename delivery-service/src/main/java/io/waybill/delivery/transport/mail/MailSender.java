package io.waybill.delivery.transport.mail;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.request.http.Trust;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.AttemptResult.Exchange;
import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.TransportSender;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hands e-mail to the installation's mail server: it is delivered once that server took it. */
@Singleton
public final class MailSender implements TransportSender {

    static final String NO_SERVER = "The mail server could not be reached";
    static final String UNANSWERED = "The mail server did not say that it took the e-mail";

    static final String NO_LINE = "All connections to the mail server were taken";

    /** A server that says nothing for so long does not answer any more. */
    private static final int SILENT_SECONDS = 120;

    /** What the server says of us, and not of who is to get the e-mail: wrong log-ins. */
    private static final Set<Integer> OF_US = Set.of(530, 534, 535, 538);

    private static final Pattern OF_US_TOO = Pattern.compile("(?i)\\brelay|\\b5\\.7\\.\\d");

    /** Shorter than servers wait: a mail that meets the end of a connection is not sent again. */
    private static final int LONGEST_IDLE_SECONDS = 20;

    private final MailClient client;
    private final String from;
    // The client's own queue knows no deadline: what waits there is sent after nobody waits for it.
    private final Semaphore lines;
    private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    MailSender(Vertx vertx, DeliveryConfig config, Trust trust) {
        this(
                MailClient.create(vertx, options(config, trust)),
                config.mail().from(),
                config.mail().connections());
    }

    /**
     * @param connections of the client at most
     */
    MailSender(MailClient client, String from, int connections) {
        this.client = client;
        this.from = from;
        this.lines = new Semaphore(connections, true);
    }

    private static MailConfig options(DeliveryConfig config, Trust trust) {
        DeliveryConfig.Mail mail = config.mail();
        MailConfig options =
                new MailConfig()
                        .setHostname(mail.host())
                        .setPort(mail.port())
                        .setSsl(mail.tls() == DeliveryConfig.MailTls.IMPLICIT)
                        .setStarttls(startTls(mail.tls()))
                        .setTrustOptions(TrustOptions.wrap(trust.factory()))
                        .setHostnameVerificationAlgorithm("HTTPS")
                        .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                        .setMaxPoolSize(mail.connections())
                        .setKeepAliveTimeout(LONGEST_IDLE_SECONDS)
                        .setLogin(
                                mail.username().isPresent()
                                        ? LoginOption.REQUIRED
                                        : LoginOption.DISABLED);
        options.setIdleTimeout(SILENT_SECONDS);
        mail.username().ifPresent(options::setUsername);
        mail.password().ifPresent(options::setPassword);
        return options;
    }

    private static StartTLSOptions startTls(DeliveryConfig.MailTls tls) {
        return switch (tls) {
            case NONE, IMPLICIT -> StartTLSOptions.DISABLED;
            case OPTIONAL -> StartTLSOptions.OPTIONAL;
            case REQUIRED -> StartTLSOptions.REQUIRED;
        };
    }

    @Override
    public boolean takes(Prepared.Ready ready) {
        return ready instanceof Letter;
    }

    @Override
    public CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left) {
        Letter letter = (Letter) ready;
        long started = System.nanoTime();
        long end = started + left.toNanos();
        return CompletableFuture.supplyAsync(() -> takesLine(left), waiting)
                .thenCompose(taken ->
                        taken
                                ? inTime(letter, end - System.nanoTime())
                                : CompletableFuture.<Boolean>failedFuture(new NoLine()))
                .handle((_, failure) -> ended(letter, cause(failure), started));
    }

    private boolean takesLine(Duration left) {
        try {
            return lines.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its line is taken until the server has answered or fallen silent, whoever waits for it. */
    private CompletableFuture<Boolean> inTime(Letter letter, long nanos) {
        if (nanos <= 0) {
            lines.release();
            return CompletableFuture.failedFuture(new NoLine());
        }
        CompletableFuture<?> sending = sent(letter);
        var unused = sending.whenComplete((_, _) -> lines.release());
        // Not of the sending itself: it goes on, and gives its line back when it ends.
        return sending.<Boolean>thenApply(_ -> true).orTimeout(nanos, TimeUnit.NANOSECONDS);
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }

    /** Not a byte has left. */
    private static final class NoLine extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private CompletableFuture<?> sent(Letter letter) {
        try {
            return client.sendMail(message(letter)).toCompletionStage().toCompletableFuture();
        } catch (RuntimeException unusable) {
            return CompletableFuture.failedFuture(new ConnectException("not sent"));
        }
    }

    private MailMessage message(Letter letter) {
        MailMessage message =
                new MailMessage()
                        .setFrom(from)
                        .setTo(letter.to())
                        .setSubject(letter.subject())
                        .setHeaders(
                                MultiMap.caseInsensitiveMultiMap()
                                        .add("Message-ID", letter.id())
                                        .add("Auto-Submitted", "auto-generated"));
        letter.text().ifPresent(message::setText);
        letter.html().ifPresent(message::setHtml);
        if (letter.text().isEmpty() && letter.html().isEmpty()) {
            message.setText("");
        }
        List<MailAttachment> attachments =
                letter.attachments().stream().map(MailSender::attachment).toList();
        return attachments.isEmpty() ? message : message.setAttachment(attachments);
    }

    private static MailAttachment attachment(Letter.Attachment attachment) {
        return MailAttachment.create()
                .setName(attachment.name())
                .setContentType(attachment.contentType())
                .setDisposition("attachment")
                .setData(Buffer.buffer(attachment.content()));
    }

    private static AttemptResult ended(Letter letter, @Nullable Throwable failure, long started) {
        Duration latency = Duration.ofNanos(System.nanoTime() - started);
        // That no line was free tells nothing of who the letter is for.
        Exchange exchange =
                failure instanceof NoLine ? Exchange.NONE : new Exchange(letter.shown(), null);
        return AttemptResult.withoutReply(outcome(failure), latency, reason(failure), exchange);
    }

    private static AttemptOutcome outcome(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> AttemptOutcome.SUCCESS;
            case SMTPException refused ->
                    refused.isPermanent() && !isOfUs(refused)
                            ? AttemptOutcome.FAILURE
                            : AttemptOutcome.ERROR;
            case NoLine _ -> AttemptOutcome.ERROR;
            case Throwable other when isUnreached(other) -> AttemptOutcome.ERROR;
            default -> AttemptOutcome.UNANSWERED;
        };
    }

    /** Whoever the e-mail is for, the server would not take it from us. */
    private static boolean isOfUs(SMTPException refused) {
        return OF_US.contains(refused.getReplyCode())
                || OF_US_TOO.matcher(String.join(" ", refused.getReplyMessages())).find();
    }

    private static boolean isUnreached(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure.getCause() instanceof ConnectException;
    }

    private static @Nullable String reason(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> null;
            case SMTPException refused ->
                    "The mail server replied "
                            + refused.getReplyCode()
                            + " "
                            + String.join(" ", refused.getReplyMessages());
            case NoLine _ -> NO_LINE;
            case Throwable other when isUnreached(other) -> NO_SERVER;
            default -> UNANSWERED;
        };
    }
}
