package io.waybill.delivery.transport;

import io.waybill.delivery.destination.Transport;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.JsonText;
import io.waybill.delivery.request.RequestBuilder;
import io.waybill.delivery.request.Settings;
import io.waybill.language.Vars;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that is to be put on a server.
 *
 * @param logIn who logs in with what; opened when it is sent
 * @param name of the file; the same on each attempt, so that it is never there twice
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record ReadyFile(Server server, LogIn logIn, String name, byte[] content)
        implements Prepared.Ready {

    private static final int KEPT = 64 * 1024;

    /** Where it goes. */
    public sealed interface Server {
        String host();

        int port();

        String directory();

        /**
         * @param hostKey fingerprint, {@code SHA256:...}
         */
        record OverSsh(String host, int port, String directory, String hostKey) implements Server {}

        record ByFtp(String host, int port, String directory, Transport.Tls tls)
                implements Server {}
    }

    /** The account's credential, if there is one. */
    public record LogIn(UUID accountId, Optional<UUID> credentialId) {}

    /**
     * One lead as a file, written in the format of its settings; where the name does not tell leads
     * apart, the Event ID does. Never throws for what stands in them: that is an answer to the
     * seller.
     *
     * @param transport by SFTP or FTP
     */
    public static Prepared of(
            Transport transport, LogIn logIn, Settings settings, Vars vars, String eventId) {
        try {
            byte[] content =
                    RequestBuilder.body(settings, vars).text().getBytes(StandardCharsets.UTF_8);
            String template = template(transport);
            String name = FileNames.of(template, vars);
            // Two leads must never share a name: one of them would be taken for written.
            return of(
                    transport,
                    logIn,
                    template.contains("event_id") ? name : FileNames.numbered(name, eventId),
                    content);
        } catch (BrokenRequest broken) {
            return new Broken(broken.getMessage());
        }
    }

    /** A file that is written. */
    public static Prepared of(Transport transport, LogIn logIn, String name, byte[] content) {
        try {
            return switch (transport) {
                case Transport.Sftp to ->
                        new ReadyFile(
                                new Server.OverSsh(
                                        to.host(),
                                        to.port(),
                                        FileNames.folder(to.directory()),
                                        to.hostKey()),
                                logIn,
                                name,
                                content);
                case Transport.Ftp to ->
                        new ReadyFile(
                                new Server.ByFtp(
                                        to.host(),
                                        to.port(),
                                        FileNames.folder(to.directory()),
                                        to.tls()),
                                logIn,
                                name,
                                content);
                case Transport.Http _, Transport.Mail _ ->
                        new Broken("Only SFTP and FTP take files");
            };
        } catch (BrokenRequest broken) {
            return new Broken(broken.getMessage());
        }
    }

    /** The template of a file's name. */
    public static String template(Transport transport) {
        return switch (transport) {
            case Transport.Sftp to -> to.fileName();
            case Transport.Ftp to -> to.fileName();
            case Transport.Http _, Transport.Mail _ -> "";
        };
    }

    @Override
    public String destination() {
        return server.host().toLowerCase(Locale.ROOT) + ":" + server.port();
    }

    @Override
    public String shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("host", server.host());
        shown.put("port", server.port());
        shown.put("directory", server.directory());
        shown.put("file", name);
        shown.put("bytes", content.length);
        String text = new String(content, StandardCharsets.UTF_8);
        shown.put("body", text.substring(0, Math.min(text.length(), KEPT)));
        return JsonText.of(shown);
    }

    /** Masked: it is personal data. */
    @Override
    public String toString() {
        return "ReadyFile[" + content.length + " bytes]";
    }
}
