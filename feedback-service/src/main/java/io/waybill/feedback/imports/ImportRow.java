package io.waybill.feedback.imports;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of a file.
 *
 * @param line on which it begins, from 1; the header is line 1
 * @param eventId as it was written
 * @param values of further columns, by their names
 * @param flaw why it cannot be read; then the rest is empty
 */
public record ImportRow(
        int line, String eventId, String type, Map<String, String> values, Optional<String> flaw) {

    /** Name of the value that is the reason. */
    public static final String REASON = "reason";

    private static final int EVENT_ID_VERSION = 8;

    public ImportRow {
        values = Map.copyOf(values);
    }

    static ImportRow broken(int line, String flaw) {
        return new ImportRow(line, "", "", Map.of(), Optional.of(flaw));
    }

    /** The event id, where it could be one of ours. */
    public Optional<UUID> event() {
        try {
            UUID id = UUID.fromString(eventId);
            return id.version() == EVENT_ID_VERSION ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    public Optional<String> reason() {
        return Optional.ofNullable(values.get(REASON));
    }

    @Override
    public String toString() {
        return "ImportRow[line " + line + "]";
    }
}
