package io.waybill.language;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hours of a day by the clock on a wall, as opening hours are made of. A local time that does not
 * exist is the next that does, one that exists twice the first.
 *
 * @param to the first moment after it; empty: the end of the day
 */
public record LocalInterval(LocalTime from, Optional<LocalTime> to) {

    private static final String END_OF_DAY = "24:00";
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    /**
     * Of the JSON shape {@code ["08:00", "17:00"]}, at the latest {@code "24:00"}; empty where it
     * is not that, or does not end after it begins.
     */
    public static Optional<LocalInterval> read(@Nullable Object json) {
        return json instanceof List<?> pair
                        && pair.size() == 2
                        && pair.getFirst() instanceof String from
                        && pair.getLast() instanceof String to
                        && TIME.matcher(from).matches()
                        && (to.equals(END_OF_DAY) || TIME.matcher(to).matches())
                        && from.compareTo(to) < 0
                ? Optional.of(
                        new LocalInterval(
                                LocalTime.parse(from),
                                Optional.of(to)
                                        .filter(end -> !end.equals(END_OF_DAY))
                                        .map(LocalTime::parse)))
                : Optional.empty();
    }

    public boolean contains(Instant at, LocalDate day, ZoneId zone) {
        return !at.isBefore(start(day, zone)) && at.isBefore(end(day, zone));
    }

    public Instant start(LocalDate day, ZoneId zone) {
        return instant(day.atTime(from), zone);
    }

    /** The first moment after it. */
    public Instant end(LocalDate day, ZoneId zone) {
        return instant(to.map(day::atTime).orElseGet(() -> day.plusDays(1).atStartOfDay()), zone);
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        return transition.isGap()
                ? transition.getInstant()
                : local.toInstant(transition.getOffsetBefore());
    }
}
