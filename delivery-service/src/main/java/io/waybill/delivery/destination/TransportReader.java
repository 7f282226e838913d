package io.waybill.delivery.destination;

import io.waybill.delivery.destination.Transport.Tls;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how leads travel. */
final class TransportReader {

    private static final int MOST_RECIPIENTS = 20;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,253}");
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}=?");

    private final JsonPart destination;

    TransportReader(JsonPart destination) {
        this.destination = destination;
    }

    Transport read() {
        Optional<JsonPart> given = destination.child("transport");
        if (given.isEmpty()) {
            return new Transport.Http();
        }
        JsonPart transport = given.get();
        return switch (transport.text("type").orElse("")) {
            case "http" -> {
                transport.refuseOthers(Set.of("type"));
                yield new Transport.Http();
            }
            case "mail" -> mail(transport);
            case "sftp" -> sftp(transport);
            case "ftp" -> ftp(transport);
            default -> {
                transport.flaw("type", "must be one of http, mail, sftp, ftp");
                yield new Transport.Http();
            }
        };
    }

    private static Transport mail(JsonPart mail) {
        mail.refuseOthers(Set.of("type", "to", "subject", "text", "html"));
        List<String> to = mail.list("to");
        if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
            mail.flaw("to", "must be 1 to " + MOST_RECIPIENTS + " addresses");
        }
        to.forEach(address -> template(mail, "to", address));
        Optional<String> text = mail.text("text");
        Optional<String> html = mail.text("html");
        if (text.isEmpty() && html.isEmpty()) {
            mail.flaw("text", "is required where there is no html");
        }
        text.ifPresent(body -> template(mail, "text", body));
        html.ifPresent(body -> template(mail, "html", body));
        return new Transport.Mail(to, written(mail, "subject"), text, html);
    }

    private static Transport sftp(JsonPart sftp) {
        sftp.refuseOthers(Set.of("type", "host", "port", "directory", "file_name", "host_key"));
        String hostKey = sftp.needed("host_key");
        if (!hostKey.isEmpty() && !FINGERPRINT.matcher(hostKey).matches()) {
            sftp.flaw("host_key", "must be a fingerprint, as ssh-keygen -l shows it: SHA256:...");
        }
        return new Transport.Sftp(
                host(sftp),
                sftp.whole("port", 1, 65_535, 22),
                directory(sftp),
                written(sftp, "file_name"),
                hostKey);
    }

    private static Transport ftp(JsonPart ftp) {
        ftp.refuseOthers(Set.of("type", "host", "port", "directory", "file_name", "tls"));
        Tls tls = ftp.word("tls", Tls.class).orElse(Tls.EXPLICIT);
        return new Transport.Ftp(
                host(ftp),
                ftp.whole("port", 1, 65_535, tls == Tls.IMPLICIT ? 990 : 21),
                directory(ftp),
                written(ftp, "file_name"),
                tls);
    }

    private static String host(JsonPart server) {
        String host = server.needed("host").strip();
        if (!host.isEmpty() && !HOST.matcher(host).matches()) {
            server.flaw("host", "must be the name or the address of a server");
        }
        return host;
    }

    private static String directory(JsonPart server) {
        String directory = server.text("directory").orElse("");
        if (directory.chars().anyMatch(Character::isISOControl)) {
            server.flaw("directory", "must be a path in one line");
        }
        return directory;
    }

    private static String written(JsonPart part, String key) {
        String text = part.needed(key);
        template(part, key, text);
        return text;
    }

    private static void template(JsonPart part, String key, String text) {
        DestinationReader.templateFlaw(text)
                .ifPresent(flaw -> part.flaw(key, "is not a template: " + flaw));
    }
}
