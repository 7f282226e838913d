package io.waybill.delivery.destination;

import io.waybill.delivery.destination.Hours.Interval;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads when a destination is open; of the shape that flows have. */
final class HoursReader {

    private static final String END_OF_DAY = "24:00";
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
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

    private static Map<DayOfWeek, List<Interval>> days(JsonPart days) {
        Map<DayOfWeek, List<Interval>> read = new EnumMap<>(DayOfWeek.class);
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

    private static List<Interval> intervals(JsonPart days, String day) {
        List<Interval> intervals = new ArrayList<>();
        if (!(days.raw(day) instanceof List<?> items) || items.size() > MOST_INTERVALS) {
            days.flaw(day, "must be a list of at most " + MOST_INTERVALS + " intervals");
            return intervals;
        }
        for (Object item : items) {
            if (item instanceof List<?> pair
                    && pair.size() == 2
                    && pair.getFirst() instanceof String from
                    && pair.getLast() instanceof String to
                    && TIME.matcher(from).matches()
                    && (to.equals(END_OF_DAY) || TIME.matcher(to).matches())
                    && from.compareTo(to) < 0) {
                Optional<LocalTime> end =
                        to.equals(END_OF_DAY) ? Optional.empty() : Optional.of(LocalTime.parse(to));
                intervals.add(new Interval(LocalTime.parse(from), end));
            } else {
                days.flaw(
                        day,
                        "must be two times each, as [\"08:00\", \"17:00\"], the earlier first and"
                                + " at the latest \"24:00\"");
            }
        }
        return intervals;
    }
}
