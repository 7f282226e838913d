package io.waybill.eventsourcing.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Headers of a record as lines of {@code name=value}. */
final class HeaderLines {

    private HeaderLines() {}

    static String format(Map<String, String> headers) {
        StringBuilder lines = new StringBuilder();
        headers.forEach((name, value) -> {
            if (name.contains("=") || (name + value).contains("\n")) {
                throw new IllegalArgumentException("Not a header: " + name);
            }
            lines.append(name).append('=').append(value).append('\n');
        });
        return lines.toString();
    }

    static Map<String, String> parse(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        lines.lines()
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    headers.put(line.substring(0, equals), line.substring(equals + 1));
                });
        return headers;
    }
}
