package io.waybill.language;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names of delivery settings (contract 3) that this build understands. The engine refuses
 * others when a flow is deployed, and delivery when a request is built: a setting that is passed
 * over may be the one that says what counts as success.
 */
public final class DeliverySettings {

    public static final String FORM_FIELD = "form_field.";
    public static final String JSON_PROPERTY = "json_property.";
    public static final String HEADER = "header.";

    /** Formats of a request. */
    public static final Set<String> FORMATS = Set.of("form", "json");

    /** Methods that may carry a lead, in upper case. */
    public static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");

    private static final Set<String> SINGLE =
            Set.of(
                    "format",
                    "url",
                    "method",
                    "basic_username",
                    "basic_password",
                    "timeout_seconds",
                    "default_reason",
                    "reason_path",
                    "reference_path");

    private static final List<String> MAPPED = List.of(FORM_FIELD, JSON_PROPERTY, HEADER);

    /** What frames the message, or is Waybill's to say; in lower case. */
    private static final Set<String> RESERVED_HEADERS =
            Set.of(
                    "accept",
                    "accept-encoding",
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "idempotency-key",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private DeliverySettings() {}

    /** Whether there is a setting of this name: {@code url}, or {@code header.X-Key}. */
    public static boolean isKnown(String name) {
        return SINGLE.contains(name)
                || MAPPED.stream()
                        .anyMatch(prefix ->
                                name.startsWith(prefix) && name.length() > prefix.length());
    }

    /** Whether a header of this name, in any case, is set by delivery itself. */
    public static boolean isReservedHeader(String header) {
        return RESERVED_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }
}
