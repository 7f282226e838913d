package io.waybill.delivery.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Nests values by dotted paths; a level whose keys are all indices is an array, and {@code a[0]} is
 * the same as {@code a.0}. What is left empty in an array closes up.
 */
final class JsonTree {

    /** Deeper than any document that people write by hand. */
    static final int DEPTH = 32;

    private static final Pattern IN_BRACKETS = Pattern.compile("\\[(\\d{1,4})]");

    private final String prefix;
    private final Map<String, Object> root = new LinkedHashMap<>();

    /**
     * @param prefix of the settings that it is made of, for what is said of their names
     */
    JsonTree(String prefix) {
        this.prefix = prefix;
    }

    void put(String path, Object value) throws BrokenRequest {
        String[] keys = keys(path);
        if (keys.length > DEPTH) {
            throw new BrokenRequest(
                    Flaw.SETTINGS_CONFLICT, prefix + path + " is nested too deeply");
        }
        Map<String, Object> level = root;
        for (int i = 0; i < keys.length - 1; i++) {
            Object below = level.computeIfAbsent(keys[i], _ -> new Level());
            if (!(below instanceof Level next)) {
                throw conflict(path);
            }
            level = next.members;
        }
        if (level.putIfAbsent(keys[keys.length - 1], value) != null) {
            throw conflict(path);
        }
    }

    private static String[] keys(String path) {
        String dotted = IN_BRACKETS.matcher(path).replaceAll(".$1");
        return (dotted.startsWith(".") ? dotted.substring(1) : dotted).split("\\.", -1);
    }

    Object build() {
        return build(root);
    }

    private static Object build(Map<String, Object> level) {
        Map<String, Object> members = new LinkedHashMap<>();
        level.forEach((key, value) ->
                members.put(key, value instanceof Level l ? build(l.members) : value));
        if (members.isEmpty() || !members.keySet().stream().allMatch(JsonTree::isIndex)) {
            return members;
        }
        Map<Integer, Object> items = new TreeMap<>();
        members.forEach((key, value) -> items.put(Integer.valueOf(key), value));
        List<Object> compacted = new ArrayList<>(items.values());
        return compacted;
    }

    private static boolean isIndex(String key) {
        return key.length() <= 4
                && !key.isEmpty()
                && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private BrokenRequest conflict(String path) {
        return new BrokenRequest(
                Flaw.SETTINGS_CONFLICT, prefix + path + " collides with another one");
    }

    /** An inner level, told apart from a map that is a value. */
    private static final class Level {
        private final Map<String, Object> members = new LinkedHashMap<>();
    }
}
