package io.waybill.servicekit.paging;

import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.query.QueryValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page begins: the sort key of the last row shown, opaque to the caller, so that its
 * inside may change.
 */
public record Cursor(List<String> parts) {

    private static final String SEPARATOR = "\u001f";

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static Cursor of(String... parts) {
        return new Cursor(List.of(parts));
    }

    /** Reads a cursor that a caller sent back; null for the first page. */
    public static @Nullable Cursor parse(@Nullable String text, int parts) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String clear = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> found = List.of(clear.split(SEPARATOR, -1));
            if (found.size() == parts) {
                return new Cursor(found);
            }
        } catch (IllegalArgumentException notBase64) {
            // Falls through to the one answer for every cursor that is not ours.
        }
        throw foreign();
    }

    /** A part that is a time. */
    public Instant time(int part) {
        try {
            Instant time = Instant.parse(parts.get(part));
            if (QueryValues.isKept(time)) {
                return time;
            }
        } catch (DateTimeParseException noTime) {
            // Falls through to the one answer for every cursor that is not ours.
        }
        throw foreign();
    }

    /** A part that is a whole number. */
    public long number(int part) {
        try {
            return Long.parseLong(parts.get(part));
        } catch (NumberFormatException noNumber) {
            throw foreign();
        }
    }

    /** A part that is an id. */
    public UUID id(int part) {
        try {
            return UUID.fromString(parts.get(part));
        } catch (IllegalArgumentException noId) {
            throw foreign();
        }
    }

    private static ProblemException foreign() {
        return ProblemException.invalid("cursor", "is not a cursor of this list");
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }
}
