package io.waybill.feedback.imports;

import io.waybill.feedback.imports.CsvLines.Line;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a part of a file: UTF-8, a header with {@code event_id}, perhaps {@code type}, {@code
 * reason} and values, and a row for each feedback. A row that is broken is a row with a flaw; only
 * what says nothing of any row refuses the part.
 */
public final class FeedbackFile {

    private static final String EVENT_ID = "event_id";
    private static final String TYPE = "type";
    private static final int MOST_COLUMNS = 100;
    private static final String BOM = "\uFEFF";

    private FeedbackFile() {}

    /** What reading came to. */
    public sealed interface Reading {

        record Readable(List<ImportRow> rows) implements Reading {}

        record Unreadable(String why) implements Reading {}
    }

    /**
     * @param type of the rows that name none; empty where each has to
     */
    public static Reading read(byte[] bytes, Optional<String> type) {
        Optional<String> text = decoded(bytes);
        if (text.isEmpty()) {
            return new Reading.Unreadable("The file is not UTF-8");
        }
        CsvLines lines = new CsvLines(text.get());
        Optional<Line> header = lines.next();
        if (header.isEmpty() || header.get().isBlank()) {
            return new Reading.Unreadable("The file has no header line");
        }
        List<String> columns =
                header.get().cells().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
        return flaw(columns, type)
                .<Reading>map(Reading.Unreadable::new)
                .orElseGet(() -> new Reading.Readable(rows(lines, columns, type)));
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return Optional.of(text.startsWith(BOM) ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static Optional<String> flaw(List<String> columns, Optional<String> type) {
        Set<String> names = new HashSet<>();
        for (String column : columns) {
            if (column.isEmpty()) {
                return Optional.of("A column has no name");
            }
            if (!names.add(column)) {
                return Optional.of("Two columns have the same name");
            }
        }
        if (columns.size() > MOST_COLUMNS) {
            return Optional.of("More than " + MOST_COLUMNS + " columns");
        }
        if (!names.contains(EVENT_ID)) {
            return Optional.of("The column event_id is missing");
        }
        return names.contains(TYPE) || type.isPresent()
                ? Optional.empty()
                : Optional.of("The column type is missing, and the import names no type");
    }

    private static List<ImportRow> rows(
            CsvLines lines, List<String> columns, Optional<String> type) {
        List<ImportRow> rows = new ArrayList<>();
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!line.get().isBlank()) {
                rows.add(row(line.get(), columns, type));
            }
        }
        return rows;
    }

    private static ImportRow row(Line line, List<String> columns, Optional<String> type) {
        if (line.flaw().isPresent()) {
            return ImportRow.broken(line.line(), "Line " + line.line() + ": " + line.flaw().get());
        }
        if (line.cells().size() != columns.size()) {
            return ImportRow.broken(
                    line.line(),
                    "Line %d: it has %d columns, and the header has %d"
                            .formatted(line.line(), line.cells().size(), columns.size()));
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = line.cells().get(i).strip();
            if (!cell.isEmpty()) {
                values.put(columns.get(i), cell);
            }
        }
        String eventId = values.getOrDefault(EVENT_ID, "");
        String named = values.getOrDefault(TYPE, type.orElse(""));
        values.keySet().removeAll(Set.of(EVENT_ID, TYPE));
        return new ImportRow(line.line(), eventId, named, values, Optional.empty());
    }
}
