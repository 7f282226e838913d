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
     * Writes rows one after the other.
     *
     * @param headings of the columns in their order; those that a row has beyond them follow
     * @param rows by heading their cells, as JSON models; gone through twice where it is a table
     */
    public static void write(
            Batch.Format format,
            List<String> headings,
            Iterable<? extends Map<String, ? extends @Nullable Object>> rows,
            Appendable out)
            throws IOException {
        switch (format) {
            case CSV -> table(',', headings, rows, out);
            case TSV -> table('\t', headings, rows, out);
            case PIPE -> table('|', headings, rows, out);
            case JSONL -> {
                for (Map<String, ? extends @Nullable Object> row : rows) {
                    out.append(JsonText.of(row)).append('\n');
                }
            }
            case XML -> xml(rows, out);
        }
    }

    /** All of it as one text. */
    public static String of(
            Batch.Format format,
            List<String> headings,
            List<? extends Map<String, ? extends @Nullable Object>> rows) {
        StringBuilder text = new StringBuilder();
        try {
            write(format, headings, rows, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a builder of text does not fail", e);
        }
        return text.toString();
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

    private static void table(
            char separator,
            List<String> headings,
            Iterable<? extends Map<String, ? extends @Nullable Object>> rows,
            Appendable out)
            throws IOException {
        Set<String> columns = new LinkedHashSet<>(headings);
        rows.forEach(row -> columns.addAll(row.keySet()));
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
        // Not closed: that would end the file, which may be one of several.
        CSVPrinter printer = new CSVPrinter(out, format);
        printer.printRecord(columns.stream().map(BatchText::cell));
        for (Map<String, ? extends @Nullable Object> row : rows) {
            printer.printRecord(
                    columns.stream().map(column -> cell(Values.text(row.get(column)).orElse(""))));
        }
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

    private static void xml(
            Iterable<? extends Map<String, ? extends @Nullable Object>> rows, Appendable out)
            throws IOException {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<leads>\n");
        for (Map<String, ? extends @Nullable Object> row : rows) {
            StringBuilder lead = new StringBuilder("  <lead>\n");
            row.forEach((heading, value) -> {
                String name = element(heading);
                lead.append("    <").append(name).append('>');
                lead.append(Rendering.xml(Values.text(value).orElse("")));
                lead.append("</").append(name).append(">\n");
            });
            out.append(lead.append("  </lead>\n"));
        }
        out.append("</leads>\n");
    }

    private static String element(String heading) {
        String name = NOT_IN_NAMES.matcher(heading).replaceAll("_");
        return name.isEmpty() || !Character.isLetter(name.codePointAt(0)) ? "_" + name : name;
    }
}
