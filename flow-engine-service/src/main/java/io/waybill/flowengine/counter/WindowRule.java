package io.waybill.flowengine.counter;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a window is: it begins with the minute, hour, day, week or month in which it is opened,
 * and ends with the last of its units. Weeks end on Sunday.
 *
 * @param duration number of units, the first one included
 * @param zone whose calendar; empty: the account's
 */
public record WindowRule(int duration, Unit unit, Optional<ZoneId> zone) {

    private static final long MINUTE_SECONDS = 60;
    private static final long HOUR_SECONDS = 3_600;

    /** Units of windows. */
    public enum Unit {
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH;

        /** The unit of that name, in small letters. */
        public static Optional<Unit> of(String word) {
            for (Unit unit : values()) {
                if (unit.word().equals(word)) {
                    return Optional.of(unit);
                }
            }
            return Optional.empty();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The window that opens now. */
    public Window at(Instant now, ZoneId accountZone) {
        ZoneId calendar = zone.orElse(accountZone);
        return switch (unit) {
            case MINUTE -> ofSeconds(now, calendar, MINUTE_SECONDS);
            case HOUR -> ofSeconds(now, calendar, HOUR_SECONDS);
            case DAY, WEEK, MONTH -> ofDays(now, calendar);
        };
    }

    /** Of equal length also where clocks are set: an hour that comes twice is two hours. */
    private Window ofSeconds(Instant now, ZoneId calendar, long seconds) {
        ZoneOffset offset = calendar.getRules().getOffset(now);
        long local = now.getEpochSecond() + offset.getTotalSeconds();
        long begun = now.getEpochSecond() - Math.floorMod(local, seconds);
        return new Window(
                Instant.ofEpochSecond(begun), Instant.ofEpochSecond(begun + seconds * duration));
    }

    private Window ofDays(Instant now, ZoneId calendar) {
        LocalDate today = now.atZone(calendar).toLocalDate();
        LocalDate first =
                switch (unit) {
                    case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> today.withDayOfMonth(1);
                    case MINUTE, HOUR, DAY -> today;
                };
        LocalDate end =
                switch (unit) {
                    case WEEK -> first.plusWeeks(duration);
                    case MONTH -> first.plusMonths(duration);
                    case MINUTE, HOUR, DAY -> first.plusDays(duration);
                };
        return new Window(
                instant(first.atStartOfDay(), calendar), instant(end.atStartOfDay(), calendar));
    }

    /** A local time that does not exist is the next that does; one that exists twice the first. */
    static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : local.atZone(zone).toInstant();
    }
}
