package io.waybill.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of delivery settings (contract 3) that this build understands, and what their values
 * may be. The engine refuses others when a flow is deployed, and delivery when a request is built:
 * a setting that is passed over may be the one that says what counts as success.
 */
public final class DeliverySettings {

    public static final String FORM_FIELD = "form_field.";
    public static final String JSON_PROPERTY = "json_property.";
    public static final String XML_PATH = "xml_path.";
    public static final String SOAP_HEADER = "soap_header.";
    public static final String PARAMETER = "parameter.";
    public static final String HEADER = "header.";
    public static final String CAPTURE = "capture.";
    public static final String EXTRA_PARAMETER = "extra_parameter.";
    public static final String NESTED_EXTRA_PARAMETER = "nested_extra_parameter.";

    /** Fields that a standard delivery sends besides those of the lead, or in their place. */
    public static final String CUSTOM_FIELD = "default.custom.";

    private static final Map<String, List<String>> METHODS = methods();

    /** Formats of a request. */
    public static final Set<String> FORMATS = METHODS.keySet();

    /** Elements, places in brackets or behind dots, at last perhaps an attribute. */
    private static final Pattern XML_NAMES =
            Pattern.compile(
                    "(?:(?:^|\\.)(?:[\\p{L}_][\\p{L}\\p{N}_:-]*+|\\d{1,4}|#text|#cdata)|\\[\\d{1,4}])++"
                            + "(?:\\.?@[\\p{L}_][\\p{L}\\p{N}_:-]*+)?");

    private static final Set<String> PATHS =
            Set.of(
                    "outcome_path",
                    "outcome_search_path",
                    "reason_path",
                    "price_path",
                    "reference_path");

    private static final Set<String> SOAP_VERSIONS = Set.of("1.1", "1.2");

    private static final Set<String> OUTCOMES = Set.of("success", "failure", "error");

    private static final Set<String> SINGLE =
            Set.of(
                    "format",
                    "url",
                    "method",
                    "body",
                    "content_type",
                    "content_encoding",
                    "soap_action",
                    "soap_version",
                    "basic_username",
                    "basic_password",
                    "timeout_seconds",
                    "follow_redirects",
                    "send_ascii",
                    "encode_form_field_names",
                    "json_parameter",
                    "xml_parameter",
                    "outcome_path",
                    "outcome_search_term",
                    "outcome_search_path",
                    "outcome_on_match",
                    "default_outcome",
                    "reason_path",
                    "default_reason",
                    "price_path",
                    "fallback_price",
                    "reference_path",
                    "cookie_search_term",
                    "response_content_type_override");

    private static final List<String> MAPPED =
            List.of(
                    FORM_FIELD,
                    JSON_PROPERTY,
                    XML_PATH,
                    SOAP_HEADER,
                    PARAMETER,
                    HEADER,
                    CAPTURE,
                    EXTRA_PARAMETER,
                    NESTED_EXTRA_PARAMETER,
                    CUSTOM_FIELD);

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

    /** Tells a source that is a flow through how many flows a feedback came. */
    public static final String FEEDBACK_HOPS = "Waybill-Feedback-Hops";

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]++");

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

    /** Whether nobody may set the header in a definition; the services themselves do. */
    public static boolean isOwnHeader(String header) {
        return isReservedHeader(header) || header.equalsIgnoreCase(FEEDBACK_HOPS);
    }

    /** Whether the text can be the name of a header at all. */
    public static boolean isHeaderName(String text) {
        return HEADER_NAME.matcher(text).matches();
    }

    /** Whether a form may hold this name as it stands, without being encoded. */
    public static boolean isBareName(String name) {
        return name.chars().allMatch(c -> c > ' ' && c < 0x7f && "&=#+%".indexOf(c) < 0);
    }

    /** The methods of a format in upper case, its default first; none for an unknown format. */
    public static List<String> methodsOf(String format) {
        return METHODS.getOrDefault(format, List.of());
    }

    /**
     * What is wrong with the value of a setting, as the rest of a sentence: a pattern that does not
     * parse, a path that no reply can have, a word that is none of those allowed. Nothing is said
     * of a value with variables in it, which is known only when there is a lead.
     */
    public static Optional<String> flaw(String name, String value) {
        if (isBadXmlName(XML_PATH, name) || isBadXmlName(SOAP_HEADER, name)) {
            return Optional.of("is no path of elements and attributes");
        }
        if (name.startsWith(HEADER) && !isHeaderName(name.substring(HEADER.length()))) {
            return Optional.of("is no name of a header");
        }
        if (value.contains("{{") || value.isBlank()) {
            return Optional.empty();
        }
        if (name.startsWith(CAPTURE) || PATHS.contains(name)) {
            return ReplyPath.flaw(value);
        }
        return switch (name) {
            case "outcome_search_term", "cookie_search_term" ->
                    value.length() <= SafePattern.LONGEST_PATTERN
                                    && SearchTerm.of(value).isPattern()
                            ? Optional.empty()
                            : Optional.of("is not a regular expression");
            case "outcome_on_match", "default_outcome" ->
                    must(OUTCOMES.contains(value), "success, failure or error");
            case "soap_version" -> must(SOAP_VERSIONS.contains(value), "1.1 or 1.2");
            case "content_encoding" -> must(value.strip().equalsIgnoreCase("gzip"), "gzip");
            case "fallback_price" -> must(isNumber(value), "a number");
            case "encode_form_field_names", "send_ascii", "follow_redirects" ->
                    must(isTruth(value), "true or false");
            default -> Optional.empty();
        };
    }

    private static boolean isBadXmlName(String prefix, String name) {
        return name.startsWith(prefix)
                && !XML_NAMES.matcher(name.substring(prefix.length())).matches();
    }

    private static Optional<String> must(boolean fits, String allowed) {
        return fits ? Optional.empty() : Optional.of("must be " + allowed);
    }

    private static boolean isNumber(String value) {
        return FieldType.NUMBER.parse(value).valid();
    }

    private static boolean isTruth(String value) {
        return FieldType.BOOLEAN.parse(value).valid();
    }

    private static Map<String, List<String>> methods() {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        methods.put("form", List.of("POST", "PUT", "PATCH"));
        methods.put("json", List.of("POST", "PUT", "DELETE", "PATCH"));
        methods.put("xml", List.of("POST", "PUT", "PATCH"));
        methods.put("query", List.of("GET", "POST", "PUT", "DELETE", "PATCH"));
        methods.put("standard", List.of("POST", "GET"));
        methods.put("soap", List.of("POST", "PUT"));
        methods.put("custom", List.of("POST", "PUT", "PATCH", "DELETE", "GET"));
        return Collections.unmodifiableMap(methods);
    }
}
