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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands e-mail to the installation's mail server: it is delivered once that server took it. */
@Singleton
public final class MailSender implements TransportSender {

    static final String NO_SERVER = "The mail server could not be reached";
    static final String UNANSWERED = "The mail server did not say that it took the e-mail";

    private final MailClient client;
    private final String from;

    @Inject
    MailSender(Vertx vertx, DeliveryConfig config, Trust trust) {
        this(MailClient.create(vertx, options(config, trust)), config.mail().from());
    }

    MailSender(MailClient client, String from) {
        this.client = client;
        this.from = from;
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
                        .setLogin(
                                mail.username().isPresent()
                                        ? LoginOption.REQUIRED
                                        : LoginOption.DISABLED);
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
        return sent(letter)
                .orTimeout(left.toNanos(), TimeUnit.NANOSECONDS)
                .handle((_, failure) -> ended(letter, failure, started));
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
        return AttemptResult.withoutReply(
                outcome(failure), latency, reason(failure), new Exchange(letter.shown(), null));
    }

    private static AttemptOutcome outcome(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> AttemptOutcome.SUCCESS;
            case SMTPException refused ->
                    refused.isPermanent() ? AttemptOutcome.FAILURE : AttemptOutcome.ERROR;
            case Throwable other when isUnreached(other) -> AttemptOutcome.ERROR;
            default -> AttemptOutcome.UNANSWERED;
        };
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
            case Throwable other when isUnreached(other) -> NO_SERVER;
            default -> UNANSWERED;
        };
    }
}
