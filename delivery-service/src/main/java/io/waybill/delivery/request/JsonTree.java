package io.waybill.delivery.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nests values by dotted paths; a level whose keys are all indices is an array. */
final class JsonTree {

    private final Map<String, Object> root = new LinkedHashMap<>();

    void put(String path, Object value) throws BrokenRequest {
        String[] keys = path.split("\\.", -1);
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

    private static BrokenRequest conflict(String path) {
        return new BrokenRequest(
                Flaw.SETTINGS_CONFLICT, "json_property." + path + " collides with another one");
    }

    /** An inner level, told apart from a map that is a value. */
    private static final class Level {
        private final Map<String, Object> members = new LinkedHashMap<>();
    }
}
