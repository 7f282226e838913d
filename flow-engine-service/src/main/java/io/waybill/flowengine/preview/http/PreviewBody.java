package io.waybill.flowengine.preview.http;

import io.waybill.flowengine.preview.PreviewVars;
import io.waybill.language.Vars;
import io.waybill.servicekit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a preview call sends; whatever it cannot be is a 400 that names the field. */
final class PreviewBody {

    private final Map<String, Object> body;
    private final Instant now;

    private PreviewBody(Map<String, Object> body, Instant now) {
        this.body = body;
        this.now = now;
    }

    /**
     * @param request when the call came, which is now unless the body says another time
     */
    static PreviewBody of(@Nullable Map<String, Object> body, Instant request) {
        if (body == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        Object now = body.get("now");
        return new PreviewBody(body, now == null ? request : time(now));
    }

    private static Instant time(Object now) {
        try {
            return OffsetDateTime.parse(now.toString(), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid("now", "is a time such as 2030-01-31T12:00:00Z");
        }
    }

    Instant now() {
        return now;
    }

    boolean has(String key) {
        return body.containsKey(key);
    }

    @Nullable Object value(String key) {
        return body.get(key);
    }

    String text(String key) {
        if (!(body.get(key) instanceof String text)) {
            throw ProblemException.invalid(key, "is text");
        }
        return text;
    }

    Map<?, ?> object(String key) {
        if (!(body.get(key) instanceof Map<?, ?> object)) {
            throw ProblemException.invalid(key, "is an object");
        }
        return object;
    }

    @SuppressWarnings("unchecked")
    Vars vars() {
        if (body.get("vars") == null) {
            return PreviewVars.of(Map.of(), now);
        }
        Map<String, Object> plain = (Map<String, Object>) object("vars");
        PreviewVars.unknownType("vars", plain)
                .ifPresent(place -> {
                    throw ProblemException.invalid(place, "is of a type that does not exist");
                });
        return PreviewVars.of(plain, now);
    }
}
