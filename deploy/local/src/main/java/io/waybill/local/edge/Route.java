package io.waybill.local.edge;

import java.util.Arrays;
import java.util.List;

/**
 * A path pattern and the service behind it. A segment in braces stands for any one segment; {@code
 * **} at the end for any number, also none.
 */
public record Route(String path, String service) implements Comparable<Route> {

    private static final String REST = "**";

    boolean matches(List<String> segments) {
        var pattern = segments(path);
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).equals(REST)) {
                return true;
            }
            if (i >= segments.size() || !matches(pattern.get(i), segments.get(i))) {
                return false;
            }
        }
        return pattern.size() == segments.size();
    }

    private static boolean matches(String pattern, String segment) {
        return isVariable(pattern) ? !segment.isEmpty() : pattern.equals(segment);
    }

    private static boolean isVariable(String pattern) {
        return pattern.startsWith("{") && pattern.endsWith("}");
    }

    /**
     * The more specific route comes first: segment by segment, literal before variable before rest.
     */
    @Override
    public int compareTo(Route other) {
        var mine = segments(path);
        var theirs = segments(other.path);
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            int order = Integer.compare(openness(mine.get(i)), openness(theirs.get(i)));
            if (order != 0) {
                return order;
            }
        }
        int longerFirst = Integer.compare(theirs.size(), mine.size());
        return longerFirst != 0 ? longerFirst : path.compareTo(other.path);
    }

    private static int openness(String pattern) {
        if (pattern.equals(REST)) {
            return 2;
        }
        return isVariable(pattern) ? 1 : 0;
    }

    static List<String> segments(String path) {
        var trimmed = path.startsWith("/") ? path.substring(1) : path;
        return trimmed.isEmpty() ? List.of() : Arrays.asList(trimmed.split("/", -1));
    }
}
