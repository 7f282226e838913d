package io.waybill.flowengine.definition;

import io.waybill.language.LocalInterval;
import io.waybill.language.Template;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
        Optional<ZoneId> zone,
        Map<DayOfWeek, List<LocalInterval>> days,
        Optional<Template> reason) {

    public static final String CLOSED = "Submission Timestamp must be within hours of operation";

    public OpeningHours {
        Map<DayOfWeek, List<LocalInterval>> copy = new EnumMap<>(DayOfWeek.class);
        days.forEach((day, intervals) -> copy.put(day, List.copyOf(intervals)));
        days = copy;
    }

    /** Whether leads of that moment are taken. */
    public boolean isOpen(Instant at, ZoneId accountZone) {
        ZoneId here = zone.orElse(accountZone);
        LocalDate day = at.atZone(here).toLocalDate();
        return days.getOrDefault(day.getDayOfWeek(), List.of()).stream()
                .anyMatch(interval -> interval.contains(at, day, here));
    }
}
