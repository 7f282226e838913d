package io.waybill.language.fieldtypes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Points in time, as {@code yyyy-MM-ddTHH:mm:ss.SSSZ}: a day in any form that dates have, a time of
 * day (its hour is enough where a half of the day or an offset follows), and where it counts: an
 * offset, an American abbreviation or the name of a zone, else Greenwich. A day alone is its first
 * moment; a day with what is no time of day behind it is none.
 */
public final class Times {

    private static final int LONGEST = 100;
    private static final int NANOS = 9;
    private static final DateTimeFormatter NORMAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern TIME =
            Pattern.compile(
                    "(.+?)(?:,? +(?:at +)?|t)(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
                            + "|(?= *(?:[ap]m\\b|[ap]\\.m\\.|(?:z|gmt|utc|[ecmp][sd]t)\\b|[+-]\\d{2})))"
                            + " *(?:(am|pm|a\\.m\\.|p\\.m\\.)(?![a-z]))?(.*)");
    private static final Pattern OFFSET =
            Pattern.compile("(?:gmt|utc)?([+-])(\\d{2}):?(\\d{2})?(?: *\\([^()]*\\))?");
    private static final Map<String, String> ABBREVIATIONS =
            Map.of(
                    "est", "-05:00", "edt", "-04:00", "cst", "-06:00", "cdt", "-05:00", "mst",
                    "-07:00", "mdt", "-06:00", "pst", "-08:00", "pdt", "-07:00");

    private Times() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        Instant instant = instant(text);
        return instant == null ? Parsed.invalid(text) : Parsed.valid(NORMAL.format(instant));
    }

    /** The moment that a text names, or null. */
    public static @Nullable Instant instant(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return null;
        }
        LocalDate alone = Dates.dayAlone(stripped);
        if (alone != null) {
            return alone.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        Matcher parts = TIME.matcher(Words.lower(stripped));
        if (!parts.matches()) {
            return null;
        }
        LocalDate day = Dates.dayAlone(parts.group(1));
        LocalTime time = time(parts);
        ZoneId zone = zone(stripped.substring(parts.start(7)).strip());
        return day == null || time == null || zone == null ? null : at(day.atTime(time), zone);
    }

    /**
     * A local time that a zone leaves out is the next that it has, one that it has twice the first.
     */
    private static Instant at(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : ZonedDateTime.of(local, zone).toInstant();
    }

    private static @Nullable LocalTime time(Matcher parts) {
        int hour = Integer.parseInt(parts.group(2));
        String half = parts.group(6);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return null;
            }
            hour = hour % 12 + (half.startsWith("p") ? 12 : 0);
        }
        try {
            int second = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
            int minute = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
            return LocalTime.of(hour, minute, second, nanos(parts));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int nanos(Matcher parts) {
        String fraction = parts.group(5);
        return fraction == null
                ? 0
                : Integer.parseInt(fraction + "0".repeat(NANOS - fraction.length()));
    }

    private static @Nullable ZoneId zone(String text) {
        String name = Words.lower(text);
        if (name.isEmpty() || name.equals("z") || name.equals("gmt") || name.equals("utc")) {
            return ZoneOffset.UTC;
        }
        Matcher offset = OFFSET.matcher(name);
        try {
            if (offset.matches()) {
                String minutes = offset.group(3) == null ? "00" : offset.group(3);
                return ZoneOffset.of(offset.group(1) + offset.group(2) + ":" + minutes);
            }
            String abbreviated = ABBREVIATIONS.get(name);
            return abbreviated == null
                    ? ZoneId.of(text.replaceAll("[\\[\\]]", ""))
                    : ZoneOffset.of(abbreviated);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
