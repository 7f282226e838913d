package io.waybill.delivery.destination;

import io.waybill.language.LocalInterval;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads when a destination is open; of the shape that flows have. */
final class HoursReader {

    private static final int MOST_INTERVALS = 50;

    private final JsonPart destination;
    private final String zone;

    HoursReader(JsonPart destination, String zone) {
        this.destination = destination;
        this.zone = zone;
    }

    Optional<Hours> read() {
        return destination.child("hours_of_operation").flatMap(this::read);
    }

    private Optional<Hours> read(JsonPart hours) {
        hours.refuseOthers(Set.of("time_zone", "days"));
        Optional<JsonPart> days = hours.child("days");
        if (days.isEmpty() && hours.raw("days") == null) {
            hours.flaw("days", "is required");
        }
        @Nullable ZoneId read = zone(hours, zone);
        return days.isEmpty() || read == null
                ? Optional.empty()
                : Optional.of(new Hours(read, days(days.get())));
    }

    static @Nullable ZoneId zone(JsonPart owner, String otherwise) {
        try {
            return ZoneId.of(owner.text("time_zone").orElse(otherwise));
        } catch (DateTimeException unknown) {
            owner.flaw("time_zone", "there is no time zone of that name");
            return null;
        }
    }

    private static Map<DayOfWeek, List<LocalInterval>> days(JsonPart days) {
        Map<DayOfWeek, List<LocalInterval>> read = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = JsonPart.word(day);
            if (days.raw(name) != null) {
                read.put(day, intervals(days, name));
            }
        }
        days.refuseOthers(
                Set.of(
                        "monday",
                        "tuesday",
                        "wednesday",
                        "thursday",
                        "friday",
                        "saturday",
                        "sunday"));
        return read;
    }

    private static List<LocalInterval> intervals(JsonPart days, String day) {
        List<LocalInterval> intervals = new ArrayList<>();
        if (!(days.raw(day) instanceof List<?> items) || items.size() > MOST_INTERVALS) {
            days.flaw(day, "must be a list of at most " + MOST_INTERVALS + " intervals");
            return intervals;
        }
        for (Object item : items) {
            LocalInterval.read(item)
                    .ifPresentOrElse(
                            intervals::add,
                            () ->
                                    days.flaw(
                                            day,
                                            "must be two times each, as [\"08:00\", \"17:00\"], the"
                                                    + " earlier first and at the latest \"24:00\""));
        }
        return intervals;
    }
}
