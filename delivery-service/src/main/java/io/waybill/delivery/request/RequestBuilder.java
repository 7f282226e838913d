package io.waybill.delivery.request;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.OutgoingRequest.Manner;
import io.waybill.language.DeliverySettings;
import io.waybill.language.Vars;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the request of a delivery from its settings and the values of its lead. */
public final class RequestBuilder {

    private static final int LONGEST_SECONDS = 360;

    private RequestBuilder() {}

    /**
     * @param eventId names the delivery to its destination; the same on each attempt
     * @throws BrokenRequest where the settings cannot work with these values
     */
    public static OutgoingRequest build(Settings settings, Vars vars, String eventId)
            throws BrokenRequest {
        settings.refuseUnknown();
        Format format = format(settings, vars);
        URI url = url(settings, vars);
        String method = method(format, settings, vars);
        Content content = Content.of(format, method.equals("GET"), settings, vars);
        boolean packed = packed(settings, vars) && !(content.body() instanceof Body.Empty);
        List<Header> own = new ArrayList<>();
        own.add(new Header("Accept", format.accept()));
        own.add(new Header(Headers.IDEMPOTENCY_KEY, eventId));
        if (packed) {
            own.add(new Header("Content-Encoding", "gzip"));
        }
        if (format == Format.SOAP) {
            SoapMessage.header(settings, vars).ifPresent(own::add);
        }
        return new OutgoingRequest(
                method,
                Urls.withQuery(url, content.query()),
                Headers.of(settings, vars, own, content.type()),
                content.body(),
                new Manner(
                        timeout(settings, vars),
                        settings.isTrue("follow_redirects", format == Format.QUERY, vars),
                        packed));
    }

    /**
     * The request that carries a file. Settings that say how a lead is written have no say here.
     *
     * @param batchId names it to its destination; the same on each attempt
     */
    public static OutgoingRequest file(Settings settings, Vars vars, String batchId, Body.File file)
            throws BrokenRequest {
        settings.refuseUnknown();
        Format format = format(settings, vars);
        String method = settings.text("method", vars).orElse("POST").strip();
        if (!List.of("POST", "PUT", "PATCH").contains(method.toUpperCase(Locale.ROOT))) {
            throw new BrokenRequest(
                    Flaw.METHOD_UNSUITABLE, "Unsupported HTTP method - use POST, PUT, or PATCH");
        }
        boolean packed = packed(settings, vars);
        List<Header> own = new ArrayList<>();
        own.add(new Header("Accept", format.accept()));
        own.add(new Header(Headers.IDEMPOTENCY_KEY, batchId));
        if (packed) {
            own.add(new Header("Content-Encoding", "gzip"));
        }
        return new OutgoingRequest(
                method.toUpperCase(Locale.ROOT),
                url(settings, vars),
                Headers.of(settings, vars, own, file.contentType()),
                file,
                new Manner(
                        timeout(settings, vars),
                        settings.isTrue("follow_redirects", false, vars),
                        packed));
    }

    /** What the request would carry, for a delivery that is none: a file needs no URL. */
    public static Body body(Settings settings, Vars vars) throws BrokenRequest {
        settings.refuseUnknown();
        return Content.of(format(settings, vars), false, settings, vars).body();
    }

    /** What the settings call the format; a form where they say nothing. */
    public static Format format(Settings settings, Vars vars) throws BrokenRequest {
        return Format.named(settings.text("format", vars).orElse("form"))
                .orElseThrow(() ->
                        new BrokenRequest(Flaw.FORMAT_UNKNOWN, "The delivery format is not known"));
    }

    private static boolean packed(Settings settings, Vars vars) throws BrokenRequest {
        Optional<String> encoding = settings.text("content_encoding", vars);
        if (encoding.isEmpty()) {
            return false;
        }
        if (!encoding.get().strip().equalsIgnoreCase("gzip")) {
            throw new BrokenRequest(Flaw.FORMAT_UNKNOWN, "content_encoding must be gzip");
        }
        if (settings.under(DeliverySettings.HEADER).keySet().stream()
                .anyMatch("Content-Encoding"::equalsIgnoreCase)) {
            throw new BrokenRequest(
                    Flaw.HEADER_RESERVED,
                    "Content-Encoding header is not allowed beside content_encoding");
        }
        return true;
    }

    private static String method(Format format, Settings settings, Vars vars) throws BrokenRequest {
        List<String> methods = format.methods();
        String method =
                settings.text("method", vars)
                        .orElse(methods.getFirst())
                        .strip()
                        .toUpperCase(Locale.ROOT);
        if (!methods.contains(method)) {
            throw new BrokenRequest(
                    Flaw.METHOD_UNSUITABLE, "Unsupported HTTP method - use " + listed(format));
        }
        return method;
    }

    private static String listed(Format format) {
        List<String> methods = format.methods();
        if (format == Format.STANDARD) {
            return "GET or POST";
        }
        if (methods.size() == 2) {
            return String.join(" or ", methods);
        }
        return String.join(", ", methods.subList(0, methods.size() - 1))
                + ", or "
                + methods.getLast();
    }

    private static URI url(Settings settings, Vars vars) throws BrokenRequest {
        Optional<String> url = settings.url(vars);
        if (url.isEmpty()) {
            throw new BrokenRequest(Flaw.URL_MISSING, "URL is required");
        }
        return Urls.parse(url.get());
    }

    private static @Nullable Duration timeout(Settings settings, Vars vars) throws BrokenRequest {
        Optional<String> text = settings.text("timeout_seconds", vars);
        if (text.isEmpty()) {
            return null;
        }
        if (text.get().matches("\\d{1,3}")) {
            int seconds = Integer.parseInt(text.get());
            if (seconds >= 1 && seconds <= LONGEST_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw new BrokenRequest(
                Flaw.TIMEOUT_OUT_OF_RANGE,
                "timeout_seconds must be a whole number from 1 to " + LONGEST_SECONDS);
    }
}
