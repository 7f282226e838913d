package io.waybill.local.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An SMTP server that takes mail for anybody and keeps it in memory. */
public final class MailCatcher {

    private static final int MOST_KEPT = 2_000;

    /** A caught mail; a body that is no text is left out. */
    public record CaughtMail(
            int id, String from, List<String> to, String subject, Instant sent, String text) {}

    private final GreenMail server;

    private MailCatcher(GreenMail server) {
        this.server = server;
    }

    /** Listens on the port of the loopback address. */
    public static MailCatcher start(int port) {
        var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        var server = new GreenMail(setup);
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        return new MailCatcher(server);
    }

    /** What was caught, oldest first. Empties itself when there is very much. */
    public List<CaughtMail> all() {
        var messages = server.getReceivedMessages();
        if (messages.length > MOST_KEPT) {
            clear();
        }
        var all = new ArrayList<CaughtMail>();
        for (var message : messages) {
            all.add(read(all.size() + 1, message));
        }
        return List.copyOf(all);
    }

    public void clear() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException("The mailboxes cannot be emptied", e);
        }
    }

    public void stop() {
        server.stop();
    }

    private static CaughtMail read(int id, MimeMessage message) {
        try {
            var sent = message.getSentDate();
            var subject = message.getSubject();
            return new CaughtMail(
                    id,
                    String.join(", ", texts(message.getFrom())),
                    texts(message.getAllRecipients()),
                    subject == null ? "" : subject,
                    sent == null ? Instant.EPOCH : sent.toInstant(),
                    textOf(message.getContent()));
        } catch (MessagingException | IOException e) {
            return new CaughtMail(id, "", List.of(), "(not readable)", Instant.EPOCH, "");
        }
    }

    private static List<String> texts(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses).map(Address::toString).toList();
    }

    private static String textOf(Object content) throws MessagingException, IOException {
        if (content instanceof String text) {
            return text;
        }
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                var text = textOf(part.getContent());
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }
}
