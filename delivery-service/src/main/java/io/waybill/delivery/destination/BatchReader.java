package io.waybill.delivery.destination;

import io.waybill.delivery.destination.Batch.Trigger;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how leads are gathered. */
final class BatchReader {

    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_TIMES = 48;

    private final JsonPart destination;
    private final String zone;

    BatchReader(JsonPart destination, String zone) {
        this.destination = destination;
        this.zone = zone;
    }

    Optional<Batch> read() {
        return destination.child("batch").map(this::read);
    }

    private Batch read(JsonPart batch) {
        batch.refuseOthers(Set.of("format", "trigger", "columns", "most", "zip"));
        Optional<Batch.Format> format = batch.word("format", Batch.Format.class);
        if (format.isEmpty() && batch.raw("format") == null) {
            batch.flaw("format", "is required");
        }
        Map<String, String> columns = batch.texts("columns");
        if (columns.isEmpty()) {
            batch.flaw("columns", "must name at least one column and its template");
        }
        columns.forEach((name, template) ->
                DestinationReader.templateFlaw(template)
                        .ifPresent(flaw ->
                                batch.flaw("columns." + name, "is not a template: " + flaw)));
        return new Batch(
                format.orElse(Batch.Format.CSV),
                batch.child("trigger").map(this::trigger).orElseGet(() -> missing(batch)),
                columns,
                batch.whole("most", 1, Batch.MOST_ROWS, Batch.STANDARD_ROWS),
                batch.flag("zip", false));
    }

    private static Trigger missing(JsonPart batch) {
        if (batch.raw("trigger") == null) {
            batch.flaw("trigger", "is required: every_seconds, at or count");
        }
        return new Trigger.Every(SHORTEST);
    }

    private Trigger trigger(JsonPart trigger) {
        trigger.refuseOthers(Set.of("every_seconds", "at", "time_zone", "count"));
        long given =
                List.of("every_seconds", "at", "count").stream()
                        .filter(key -> trigger.raw(key) != null)
                        .count();
        if (given != 1) {
            trigger.flaw("every_seconds", "say one of every_seconds, at or count");
        }
        if (trigger.raw("at") != null) {
            return at(trigger);
        }
        if (trigger.raw("count") != null) {
            return new Trigger.Count(trigger.whole("count", 1, Batch.MOST_ROWS, 1));
        }
        return new Trigger.Every(trigger.seconds("every_seconds", SHORTEST, LONGEST, SHORTEST));
    }

    private Trigger at(JsonPart trigger) {
        List<LocalTime> times = new ArrayList<>();
        for (String text : trigger.list("at")) {
            if (TIME.matcher(text).matches()) {
                times.add(LocalTime.parse(text));
            } else {
                trigger.flaw("at", "must be times as \"06:30\"");
            }
        }
        if (times.isEmpty() || times.size() > MOST_TIMES) {
            trigger.flaw("at", "must be 1 to " + MOST_TIMES + " times of a day");
        }
        @Nullable ZoneId read = HoursReader.zone(trigger, zone);
        return new Trigger.At(times, read == null ? ZoneId.of("UTC") : read);
    }
}
