package io.waybill.delivery.batch;

import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.request.JsonText;
import io.waybill.delivery.request.Rendering;
import io.waybill.delivery.request.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the text of a file. In tables a cell that a spreadsheet would take for a formula begins
 * with an apostrophe; a plain number, with its sign, is none.
 */
public final class BatchText {

    private static final String LINE = "\r\n";
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d[\\d .,()-]{0,40}");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_.-]");

    private BatchText() {}

    /**
     * @param headings of the columns in their order; those that a row has beyond them follow
     * @param rows by heading their cells, as JSON models
     */
    public static String of(
            Batch.Format format,
            List<String> headings,
            List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return switch (format) {
            case CSV -> table(',', headings, rows);
            case TSV -> table('\t', headings, rows);
            case PIPE -> table('|', headings, rows);
            case JSONL -> rows.stream().map(row -> JsonText.of(row) + "\n").collect(joined());
            case XML -> xml(rows);
        };
    }

    public static String contentType(Batch.Format format) {
        return switch (format) {
            case CSV -> "text/csv; charset=utf-8";
            case TSV -> "text/tab-separated-values; charset=utf-8";
            case PIPE -> "text/plain; charset=utf-8";
            case JSONL -> "application/x-ndjson; charset=utf-8";
            case XML -> "application/xml; charset=utf-8";
        };
    }

    /** How names of such files end. */
    public static String ending(Batch.Format format) {
        return switch (format) {
            case CSV -> ".csv";
            case TSV -> ".tsv";
            case PIPE -> ".txt";
            case JSONL -> ".jsonl";
            case XML -> ".xml";
        };
    }

    private static String table(
            char separator,
            List<String> headings,
            List<? extends Map<String, ? extends @Nullable Object>> rows) {
        Set<String> columns = new LinkedHashSet<>(headings);
        rows.forEach(row -> columns.addAll(row.keySet()));
        StringBuilder table = new StringBuilder();
        line(table, separator, List.copyOf(columns));
        for (Map<String, ? extends @Nullable Object> row : rows) {
            line(
                    table,
                    separator,
                    columns.stream()
                            .map(column -> Values.text(row.get(column)).orElse(""))
                            .toList());
        }
        return table.toString();
    }

    private static void line(StringBuilder table, char separator, List<String> cells) {
        table.append(
                        cells.stream()
                                .map(cell -> cell(separator, cell))
                                .collect(Collectors.joining(String.valueOf(separator))))
                .append(LINE);
    }

    /** RFC 4180: what holds a separator, a quote or a line break stands in quotes. */
    private static String cell(char separator, String text) {
        String safe = isFormula(text) ? "'" + text : text;
        boolean quoted =
                safe.indexOf(separator) >= 0
                        || safe.chars().anyMatch(c -> c == '"' || c == '\r' || c == '\n')
                        || !safe.equals(safe.strip());
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean isFormula(String text) {
        String shown = text.stripLeading();
        return !shown.isEmpty()
                && (FORMULA.indexOf(shown.charAt(0)) >= 0 || FORMULA.indexOf(text.charAt(0)) >= 0)
                && !NUMBER.matcher(text).matches();
    }

    private static String xml(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<leads>\n");
        for (Map<String, ? extends @Nullable Object> row : rows) {
            xml.append("  <lead>\n");
            row.forEach((heading, value) -> {
                String name = element(heading);
                xml.append("    <").append(name).append('>');
                xml.append(Rendering.xml(Values.text(value).orElse("")));
                xml.append("</").append(name).append(">\n");
            });
            xml.append("  </lead>\n");
        }
        return xml.append("</leads>\n").toString();
    }

    private static String element(String heading) {
        String name = NOT_IN_NAMES.matcher(heading).replaceAll("_");
        return name.isEmpty() || !Character.isLetter(name.codePointAt(0)) ? "_" + name : name;
    }

    private static Collector<CharSequence, ?, String> joined() {
        return Collectors.joining();
    }
}
