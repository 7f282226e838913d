package io.waybill.servicekit.query;

import io.waybill.servicekit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; a value that cannot be read is a 400 that names the parameter. */
public final class QueryValues {

    // Tables hold fewer years than an Instant does.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private QueryValues() {}

    public static @Nullable UUID id(String name, @Nullable String value) {
        if (absent(value)) {
            return null;
        }
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name, "is not an id");
        }
    }

    public static @Nullable Instant time(String name, @Nullable String value) {
        if (absent(value)) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(value).toInstant();
            if (isKept(time)) {
                return time;
            }
        } catch (DateTimeParseException noTime) {
            // Falls through to the one answer.
        }
        throw ProblemException.invalid(name, "is not a time like 2026-01-31T09:30:00Z");
    }

    /** Whether it is a time that a table can hold. */
    public static boolean isKept(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    public static ZoneId zone(String name, @Nullable String value, ZoneId otherwise) {
        if (absent(value)) {
            return otherwise;
        }
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name, "is not a zone like America/New_York");
        }
    }

    /** One of the given words, or null when the parameter is not there. */
    public static @Nullable String word(
            String name, @Nullable String value, Collection<String> allowed) {
        if (absent(value)) {
            return null;
        }
        if (!allowed.contains(value)) {
            throw ProblemException.invalid(name, "must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    @org.jspecify.annotations.NullUnmarked
    private static boolean absent(@Nullable String value) {
        return value == null || value.isEmpty();
    }
}
