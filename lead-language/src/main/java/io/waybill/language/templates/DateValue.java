package io.waybill.language.templates;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time that can be written. A day without a time of day has no zone: it is the same day
 * everywhere.
 */
public record DateValue(ZonedDateTime time, boolean dayOnly) {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int LONGEST = 60;
    private static final String SECONDS = "0000-00-00T00:00:00Z";
    private static final int LONGEST_EXACT = SECONDS.length() + ".000000000".length();
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendPattern("['T'][' ']")
                    .appendPattern("HH:mm[:ss]")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .optionalEnd()
                    .optionalStart()
                    .appendPattern("[ ][XXX][XX][X]")
                    .optionalEnd()
                    .optionalEnd()
                    .toFormatter(Locale.ROOT);

    /** A time as ISO 8601 has it, UTC where no offset is given; null for anything else. */
    public static @Nullable DateValue parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        if (looksExact(text)) {
            try {
                return new DateValue(exact(text).atZone(UTC), false);
            } catch (DateTimeException otherwise) {
                // As an hour of 24: the reader of all forms decides.
            }
        }
        try {
            TemporalAccessor parsed =
                    ISO.parseBest(
                            text.strip(),
                            OffsetDateTime::from,
                            LocalDateTime::from,
                            LocalDate::from);
            return switch (parsed) {
                case OffsetDateTime offset -> new DateValue(offset.atZoneSameInstant(UTC), false);
                case LocalDateTime local -> new DateValue(local.atZone(UTC), false);
                default -> of(LocalDate.from(parsed));
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether it has the form in which times are sent, which needs no reader of all forms. */
    private static boolean looksExact(String text) {
        int length = text.length();
        if (length != SECONDS.length()
                && (length <= SECONDS.length() + 1 || length > LONGEST_EXACT)) {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            char expected = i < SECONDS.length() - 1 ? SECONDS.charAt(i) : i == 19 ? '.' : '0';
            char given = text.charAt(i);
            if (expected == '0' ? given < '0' || given > '9' : given != expected) {
                return false;
            }
        }
        return text.charAt(length - 1) == 'Z';
    }

    private static LocalDateTime exact(String text) {
        int nanos = 0;
        for (int i = SECONDS.length(); i < LONGEST_EXACT - 1; i++) {
            nanos = 10 * nanos + (i < text.length() - 1 ? text.charAt(i) - '0' : 0);
        }
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nanos);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    public static DateValue of(LocalDate day) {
        return new DateValue(day.atStartOfDay(UTC), true);
    }

    /** Milliseconds since 1970; null beyond all calendars. */
    public static @Nullable DateValue ofMillis(double millis) {
        if (Math.abs(millis) > 8.64e15) {
            return null;
        }
        return new DateValue(Instant.ofEpochMilli((long) millis).atZone(UTC), false);
    }

    /** Whether it is a time zone that we know. */
    public static boolean isZone(String name) {
        return zone(name).isPresent();
    }

    /** The same moment on the clocks of a zone; unchanged where the zone is not known. */
    public DateValue in(String zone) {
        return zone(zone).map(this::in).orElse(this);
    }

    /** The same moment on the clocks of a zone. */
    public DateValue in(ZoneId zone) {
        return dayOnly ? this : new DateValue(time.withZoneSameInstant(zone), false);
    }

    /** The time zone of that name, if we know it. */
    public static Optional<ZoneId> zone(String name) {
        return Zones.find(name);
    }

    public DateValue at(ZonedDateTime other) {
        boolean midnight = other.toLocalTime().toSecondOfDay() == 0 && other.getNano() == 0;
        return new DateValue(other, dayOnly && midnight);
    }

    /** How it is written when nobody says how. */
    public String standardPattern() {
        if (dayOnly) {
            return "YYYY-MM-DD";
        }
        return time.getOffset().equals(ZoneOffset.UTC)
                ? "YYYY-MM-DDTHH:mm:ss[Z]"
                : "YYYY-MM-DDTHH:mm:ssZ";
    }
}
