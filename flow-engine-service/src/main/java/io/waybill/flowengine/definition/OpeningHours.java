package io.waybill.flowengine.definition;

import io.waybill.language.Template;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When leads are taken.
 *
 * @param zone whose clock counts; empty: the account's
 * @param days a day that is not among them is closed
 * @param reason what a source is told that comes at another time; empty: {@link #CLOSED}
 */
public record OpeningHours(
        Optional<ZoneId> zone, Map<DayOfWeek, List<Interval>> days, Optional<Template> reason) {

    public static final String CLOSED = "Submission Timestamp must be within hours of operation";

    public OpeningHours {
        Map<DayOfWeek, List<Interval>> copy = new EnumMap<>(DayOfWeek.class);
        days.forEach((day, intervals) -> copy.put(day, List.copyOf(intervals)));
        days = copy;
    }

    /**
     * @param to the first moment after it; empty: the end of the day
     */
    public record Interval(LocalTime from, Optional<LocalTime> to) {}

    /** Whether leads of that moment are taken. */
    public boolean isOpen(Instant at, ZoneId accountZone) {
        ZoneId here = zone.orElse(accountZone);
        LocalDate day = at.atZone(here).toLocalDate();
        return days.getOrDefault(day.getDayOfWeek(), List.of()).stream()
                .anyMatch(interval -> contains(interval, day, here, at));
    }

    private static boolean contains(Interval interval, LocalDate day, ZoneId zone, Instant at) {
        Instant from = instant(day.atTime(interval.from()), zone);
        Instant to =
                instant(
                        interval.to()
                                .map(day::atTime)
                                .orElseGet(() -> day.plusDays(1).atStartOfDay()),
                        zone);
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** A local time that does not exist is the next that does, one that exists twice the first. */
    private static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition == null) {
            ZoneOffset offset = zone.getRules().getOffset(local);
            return local.toInstant(offset);
        }
        return transition.isGap()
                ? transition.getInstant()
                : local.toInstant(transition.getOffsetBefore());
    }
}
