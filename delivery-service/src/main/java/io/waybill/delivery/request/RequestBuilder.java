package io.waybill.delivery.request;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.language.DeliverySettings;
import io.waybill.language.Vars;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
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
        String method = method(settings, vars);
        URI url = url(settings, vars);
        Body body =
                switch (format) {
                    case FORM -> form(settings, vars);
                    case JSON -> json(settings, vars);
                };
        return new OutgoingRequest(
                method,
                url,
                Headers.of(settings, vars, format.contentType, eventId),
                body,
                timeout(settings, vars));
    }

    private static Format format(Settings settings, Vars vars) throws BrokenRequest {
        String name = settings.text("format", vars).orElse("form");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "form" -> Format.FORM;
            case "json" -> Format.JSON;
            default ->
                    throw new BrokenRequest(
                            Flaw.FORMAT_UNKNOWN, "The delivery format is not known");
        };
    }

    private static String method(Settings settings, Vars vars) throws BrokenRequest {
        String method = settings.text("method", vars).orElse("POST").toUpperCase(Locale.ROOT);
        if (!DeliverySettings.METHODS.contains(method)) {
            throw new BrokenRequest(
                    Flaw.METHOD_UNSUITABLE, "The method must be POST, PUT or PATCH");
        }
        return method;
    }

    private static URI url(Settings settings, Vars vars) throws BrokenRequest {
        Optional<String> url = settings.text("url", vars);
        if (url.isEmpty()) {
            throw new BrokenRequest(Flaw.URL_MISSING, "URL is required");
        }
        return Urls.parse(url.get());
    }

    private static Body form(Settings settings, Vars vars) throws BrokenRequest {
        StringJoiner encoded = new StringJoiner("&");
        for (Map.Entry<String, Setting> field :
                settings.under(DeliverySettings.FORM_FIELD).entrySet()) {
            String name = field.getKey();
            Object rendered =
                    Settings.render(DeliverySettings.FORM_FIELD + name, field.getValue(), vars);
            for (String value : Values.texts(rendered)) {
                encoded.add(Urls.encode(name) + "=" + Urls.encode(value));
            }
        }
        return new Body.Form(encoded.toString());
    }

    private static Body json(Settings settings, Vars vars) throws BrokenRequest {
        JsonTree tree = new JsonTree();
        for (Map.Entry<String, Setting> entry :
                settings.under(DeliverySettings.JSON_PROPERTY).entrySet()) {
            String path = entry.getKey();
            Object value =
                    Values.json(
                            Settings.render(
                                    DeliverySettings.JSON_PROPERTY + path, entry.getValue(), vars));
            if (value != null) {
                tree.put(path, value);
            }
        }
        return new Body.Json(tree.build());
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
                Flaw.TIMEOUT_OUT_OF_RANGE, "timeout_seconds must be from 1 to " + LONGEST_SECONDS);
    }

    private enum Format {
        FORM("application/x-www-form-urlencoded; charset=utf-8"),
        JSON("application/json; charset=utf-8");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }
    }
}
