package io.waybill.delivery.destination;

import io.waybill.language.LocalInterval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When a destination is open. Has the shape of a flow's hours of operation.
 *
 * @param days a day that is not among them is closed
 */
public record Hours(ZoneId zone, Map<DayOfWeek, List<LocalInterval>> days) {

    public Hours {
        Map<DayOfWeek, List<LocalInterval>> copy = new EnumMap<>(DayOfWeek.class);
        days.forEach((day, intervals) -> copy.put(day, List.copyOf(intervals)));
        days = copy;
    }

    private record Span(Instant from, Instant to) {}

    public boolean isOpen(Instant at) {
        LocalDate day = day(at);
        return intervals(day).anyMatch(interval -> interval.contains(at, day, zone));
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
        return intervals(day)
                .map(interval -> new Span(interval.start(day, zone), interval.end(day, zone)));
    }

    private Stream<LocalInterval> intervals(LocalDate day) {
        return days.getOrDefault(day.getDayOfWeek(), List.of()).stream();
    }
}
