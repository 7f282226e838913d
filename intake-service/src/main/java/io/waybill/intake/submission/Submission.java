package io.waybill.intake.submission;

import io.waybill.language.FieldType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source sent, read but not typed: text, numbers, booleans, lists and objects as they came.
 *
 * @param test true when the caller says that this is a test; whether it may is the source's matter
 */
public record Submission(Map<String, @Nullable Object> fields, boolean test) {

    private static final String CERTIFICATE = "xxTrustedFormCertUrl";
    private static final String CERTIFICATE_FIELD = "trustedform_cert_url";
    private static final String PING_CERTIFICATE = "xxTrustedFormPingUrl";

    /** Merges the query over the body: where both name a field, the query wins. */
    public static Submission of(
            Map<String, @Nullable Object> body, Map<String, @Nullable Object> query) {
        return merged(body, query, false);
    }

    /** The same for a ping, in which an address of a certificate for pings comes first. */
    public static Submission ofPing(
            Map<String, @Nullable Object> body, Map<String, @Nullable Object> query) {
        return merged(body, query, true);
    }

    private static Submission merged(
            Map<String, @Nullable Object> body, Map<String, @Nullable Object> query, boolean ping) {
        Map<String, @Nullable Object> forPings = new LinkedHashMap<>();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Map<String, @Nullable Object> aliased = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> part : List.of(body, query)) {
            part.forEach((key, value) -> {
                if (key.equalsIgnoreCase(CERTIFICATE)) {
                    aliased.put(CERTIFICATE_FIELD, value);
                } else if (key.equalsIgnoreCase(PING_CERTIFICATE)) {
                    forPings.put(CERTIFICATE_FIELD, value);
                } else {
                    fields.put(key, value);
                }
            });
        }
        fields.putAll(aliased);
        if (ping) {
            fields.putAll(forPings);
        }
        boolean test = isTrue(query.get("test")) || isTrue(fields.get("is_test"));
        return new Submission(Collections.unmodifiableMap(fields), test);
    }

    private static boolean isTrue(@Nullable Object raw) {
        return raw != null && Boolean.TRUE.equals(FieldType.BOOLEAN.parse(raw).normal());
    }

    /** Without the fields, which are somebody's data. */
    @Override
    public String toString() {
        return "Submission[" + fields.size() + " fields, test=" + test + "]";
    }
}
