package io.waybill.delivery.destination;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When a destination is open. Has the shape of a flow's hours of operation; a local time that does
 * not exist is the next that does, one that exists twice the first.
 *
 * @param days a day that is not among them is closed
 */
public record Hours(ZoneId zone, Map<DayOfWeek, List<Interval>> days) {

    public Hours {
        Map<DayOfWeek, List<Interval>> copy = new EnumMap<>(DayOfWeek.class);
        days.forEach((day, intervals) -> copy.put(day, List.copyOf(intervals)));
        days = copy;
    }

    /**
     * @param to the first moment after it; empty: the end of the day
     */
    public record Interval(LocalTime from, Optional<LocalTime> to) {}

    private record Span(Instant from, Instant to) {}

    public boolean isOpen(Instant at) {
        return spansOf(day(at)).anyMatch(span -> isWithin(span, at));
    }

    /**
     * The first moment, not before the given one, at which it is open: the given one itself where
     * it is open then; nothing where it never opens.
     */
    public Optional<Instant> opensAt(Instant at) {
        if (isOpen(at)) {
            return Optional.of(at);
        }
        // A clock that jumps may swallow an interval; the same day of the next week has it again.
        return IntStream.rangeClosed(0, 14)
                .mapToObj(day(at)::plusDays)
                .flatMap(this::spansOf)
                .filter(span -> span.from().isBefore(span.to()) && span.from().isAfter(at))
                .map(Span::from)
                .min(Comparator.naturalOrder());
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private Stream<Span> spansOf(LocalDate day) {
        return days.getOrDefault(day.getDayOfWeek(), List.of()).stream()
                .map(interval ->
                        new Span(
                                instant(day.atTime(interval.from())),
                                instant(
                                        interval.to()
                                                .map(day::atTime)
                                                .orElseGet(() -> day.plusDays(1).atStartOfDay()))));
    }

    private static boolean isWithin(Span span, Instant at) {
        return !at.isBefore(span.from()) && at.isBefore(span.to());
    }

    private Instant instant(LocalDateTime local) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        return transition.isGap()
                ? transition.getInstant()
                : local.toInstant(transition.getOffsetBefore());
    }
}
