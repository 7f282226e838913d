package io.waybill.flowengine.definition;

import io.waybill.language.LocalInterval;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads hours of operation: days of the week with intervals of local time. */
final class HoursReader {

    private static final int MOST_INTERVALS = 50;

    private final LanguageReader language;

    HoursReader(LanguageReader language) {
        this.language = language;
    }

    /** Empty when leads are taken at any time. */
    Optional<OpeningHours> read(ObjectReader owner) {
        Optional<ObjectReader> hours = owner.child("hours_of_operation");
        Optional<ObjectReader> days = hours.flatMap(json -> json.child("days"));
        if (hours.isEmpty() || days.isEmpty()) {
            hours.filter(json -> json.raw("days") == null)
                    .ifPresent(json -> json.flaw("days", "hours of operation without days"));
            return Optional.empty();
        }
        return Optional.of(
                new OpeningHours(
                        zone(hours.get(), "time_zone"),
                        days(days.get()),
                        language.template(hours.get(), "reason")));
    }

    /** A zone of the IANA list. */
    static Optional<ZoneId> zone(ObjectReader owner, String key) {
        Optional<String> name = owner.text(key);
        try {
            return name.map(ZoneId::of);
        } catch (DateTimeException unknown) {
            owner.flaw(key, "there is no time zone of that name");
            return Optional.empty();
        }
    }

    private static Map<DayOfWeek, List<LocalInterval>> days(ObjectReader days) {
        Map<DayOfWeek, List<LocalInterval>> read = new EnumMap<>(DayOfWeek.class);
        for (Object key : days.object().keySet()) {
            String name = key.toString();
            Optional<DayOfWeek> day =
                    Arrays.stream(DayOfWeek.values())
                            .filter(d -> d.name().toLowerCase(Locale.ROOT).equals(name))
                            .findFirst();
            if (day.isEmpty()) {
                days.flaw(name, "there is no day " + name + "; days are monday to sunday");
            } else {
                read.put(day.get(), intervals(days, name));
            }
        }
        return read;
    }

    private static List<LocalInterval> intervals(ObjectReader days, String day) {
        List<LocalInterval> intervals = new ArrayList<>();
        if (!(days.raw(day) instanceof List<?> items) || items.size() > MOST_INTERVALS) {
            days.flaw(day, day + " must be a list of at most " + MOST_INTERVALS + " intervals");
            return intervals;
        }
        for (Object item : items) {
            LocalInterval.read(item)
                    .ifPresentOrElse(
                            intervals::add,
                            () ->
                                    days.flaw(
                                            day,
                                            "an interval of "
                                                    + day
                                                    + " must be two times, as [\"08:00\", \"17:00\"], the"
                                                    + " earlier first and at the latest \"24:00\""));
        }
        return intervals;
    }
}
