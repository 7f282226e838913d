package io.waybill.delivery.destination;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How leads are gathered and sent together.
 *
 * @param columns by its heading the template of each column, in their order
 * @param most rows in one batch; what is over goes into the next
 * @param zip whether the file is packed
 */
public record Batch(
        Format format, Trigger trigger, Map<String, String> columns, int most, boolean zip) {

    public static final int MOST_ROWS = 50_000;
    public static final int STANDARD_ROWS = 10_000;

    public Batch {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (most < 1 || most > MOST_ROWS) {
            throw new IllegalArgumentException("Not a number of rows: " + most);
        }
    }

    /** How the rows are written. */
    public enum Format {
        CSV,
        TSV,
        PIPE,
        JSONL,
        XML
    }

    /** When a batch that has rows goes out. */
    public sealed interface Trigger {

        /** So long after its first row. */
        record Every(Duration interval) implements Trigger {}

        /** At these times of each day. */
        record At(List<LocalTime> times, ZoneId zone) implements Trigger {
            public At {
                times = times.stream().sorted().distinct().toList();
            }
        }

        /** As soon as it has so many rows. */
        record Count(int rows) implements Trigger {}
    }
}
