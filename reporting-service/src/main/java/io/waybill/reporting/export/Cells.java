package io.waybill.reporting.export;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cells of an exported lead. */
public final class Cells {

    private static final String STARTS_A_FORMULA = "=+-@\t\r\n";
    private static final int LONGEST_NAME = 200;
    private static final String SEPARATOR = "; ";

    private Cells() {}

    /**
     * Text from outside as a spreadsheet may read it: what would start a formula gets an apostrophe
     * before it, which a spreadsheet does not show.
     */
    public static String neutral(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return STARTS_A_FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }

    /**
     * A submission as one text for each field: nested names are joined by dots, the values of a
     * repeated field by {@code ; }. A name that is longer than any sensible one is cut, so that
     * nested names take no more room than the submission; what then has the same name is joined
     * too.
     */
    public static SortedMap<String, String> fields(Map<String, Object> submission) {
        SortedMap<String, String> fields = new TreeMap<>();
        collect("", submission, fields);
        return fields;
    }

    private static void collect(String prefix, Map<?, ?> values, Map<String, String> fields) {
        values.forEach((name, value) -> {
            String joined = cut(prefix + name);
            if (value instanceof Map<?, ?> nested) {
                collect(joined + ".", nested, fields);
            } else if (value != null) {
                fields.merge(joined, text(value), (one, more) -> one + SEPARATOR + more);
            }
        });
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static String text(Object value) {
        return value instanceof List<?> items
                ? items.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR))
                : value.toString();
    }
}
