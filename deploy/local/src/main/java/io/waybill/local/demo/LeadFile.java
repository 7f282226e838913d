package io.waybill.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV file with a header, each as fields of a lead; empty values are left out. */
final class LeadFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private LeadFile() {}

    static List<Map<String, String>> read(Path file) {
        if (!Files.isReadable(file)) {
            throw new DemoFailed("There is no readable file " + file);
        }
        var format =
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setIgnoreEmptyLines(true)
                        .setIgnoreSurroundingSpaces(true)
                        .setAllowMissingColumnNames(true)
                        .get();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                var rows = format.parse(reader)) {
            var headers = rows.getHeaderNames();
            var leads = new ArrayList<Map<String, String>>();
            for (CSVRecord row : rows) {
                leads.add(fields(row, headers));
            }
            leads.removeIf(Map::isEmpty);
            if (leads.isEmpty()) {
                throw new DemoFailed(file + " has no rows under its header");
            }
            return List.copyOf(leads);
        } catch (CSVException | UncheckedIOException | IllegalArgumentException e) {
            throw new DemoFailed(file + " is not a CSV file with a header: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DemoFailed("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> fields(CSVRecord row, List<String> headers) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(row.size(), headers.size()); i++) {
            var field = Headers.fieldOf(headers.get(i).replace(BYTE_ORDER_MARK, ""));
            var value = row.get(i).strip();
            if (!field.isEmpty() && !value.isEmpty()) {
                fields.putIfAbsent(field, value);
            }
        }
        return fields;
    }
}
