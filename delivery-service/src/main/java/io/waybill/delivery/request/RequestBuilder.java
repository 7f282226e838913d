package io.waybill.delivery.request;

import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.OutgoingRequest.Manner;
import io.waybill.language.Vars;
import java.net.URI;
import java.time.Duration;
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
        List<Header> own =
                List.of(
                        new Header("Accept", format.accept()),
                        new Header(Headers.IDEMPOTENCY_KEY, eventId));
        return new OutgoingRequest(
                method,
                Urls.withQuery(url, content.query()),
                Headers.of(settings, vars, own, content.type()),
                content.body(),
                new Manner(
                        timeout(settings, vars),
                        settings.isTrue("follow_redirects", format == Format.QUERY, vars)));
    }

    /** What the settings call the format; a form where they say nothing. */
    public static Format format(Settings settings, Vars vars) throws BrokenRequest {
        return Format.named(settings.text("format", vars).orElse("form"))
                .orElseThrow(() ->
                        new BrokenRequest(Flaw.FORMAT_UNKNOWN, "The delivery format is not known"));
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
