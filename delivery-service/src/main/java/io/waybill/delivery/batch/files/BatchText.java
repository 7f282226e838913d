package io.waybill.delivery.batch.files;

import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.request.JsonText;
import io.waybill.delivery.request.Rendering;
import io.waybill.delivery.request.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the text of a file. In tables a cell that a spreadsheet would take for a formula begins
 * with an apostrophe; a plain number, with its sign, is none.
 */
public final class BatchText {

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

    private static String table(
            char separator,
            List<String> headings,
            List<? extends Map<String, ? extends @Nullable Object>> rows) {
        Set<String> columns = new LinkedHashSet<>(headings);
        rows.forEach(row -> columns.addAll(row.keySet()));
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
        StringBuilder table = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(table, format)) {
            printer.printRecord(columns.stream().map(BatchText::cell));
            for (Map<String, ? extends @Nullable Object> row : rows) {
                printer.printRecord(
                        columns.stream()
                                .map(column -> cell(Values.text(row.get(column)).orElse(""))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a builder of text does not fail", e);
        }
        return table.toString();
    }

    private static String cell(String text) {
        return isFormula(text) ? "'" + text : text;
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
