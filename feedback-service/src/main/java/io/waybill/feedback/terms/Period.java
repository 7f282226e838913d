package io.waybill.feedback.terms;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;

/** A day, a week that ends on Sunday, or a month of a zone's calendar. */
public record Period(Unit unit, ZoneId zone) {

    /** Units of periods. */
    public enum Unit {
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

    /** From its first moment up to, and without, the first of the next. */
    public record Span(Instant from, Instant until) {}

    /** The period in which a moment is. */
    public Span around(Instant moment) {
        LocalDate today = moment.atZone(zone).toLocalDate();
        LocalDate first =
                switch (unit) {
                    case DAY -> today;
                    case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> today.withDayOfMonth(1);
                };
        LocalDate next =
                switch (unit) {
                    case DAY -> first.plusDays(1);
                    case WEEK -> first.plusWeeks(1);
                    case MONTH -> first.plusMonths(1);
                };
        return new Span(instant(first), instant(next));
    }

    /** A midnight that does not exist is the next moment that does. */
    private Instant instant(LocalDate day) {
        LocalDateTime midnight = day.atStartOfDay();
        ZoneOffsetTransition transition = zone.getRules().getTransition(midnight);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : midnight.atZone(zone).toInstant();
    }
}
