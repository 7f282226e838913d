package io.waybill.delivery.request;

import io.waybill.language.SettingTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nests values by dotted paths; a level whose keys are all indices is an array, and {@code a[0]} is
 * the same as {@code a.0}. What is left empty in an array closes up.
 */
final class JsonTree {

    private final String prefix;
    private final Map<String, Object> root = new LinkedHashMap<>();

    /**
     * @param prefix of the settings that it is made of, for what is said of their names
     */
    JsonTree(String prefix) {
        this.prefix = prefix;
    }

    void put(String path, Object value) throws BrokenRequest {
        List<String> keys = SettingTree.jsonKeys(path);
        if (keys.size() > SettingTree.DEEPEST) {
            throw new BrokenRequest(
                    Flaw.SETTINGS_CONFLICT, prefix + path + " is nested too deeply");
        }
        Map<String, Object> level = root;
        for (String key : keys.subList(0, keys.size() - 1)) {
            Object below = level.computeIfAbsent(key, _ -> new Level());
            if (!(below instanceof Level next)) {
                throw conflict(path);
            }
            level = next.members;
        }
        if (level.putIfAbsent(keys.getLast(), value) != null) {
            throw conflict(path);
        }
    }

    Object build() throws BrokenRequest {
        return build("", root);
    }

    private Object build(String path, Map<String, Object> level) throws BrokenRequest {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, Object> member : level.entrySet()) {
            String key = member.getKey();
            Object value = member.getValue();
            members.put(key, value instanceof Level l ? build(path + key + ".", l.members) : value);
        }
        if (members.isEmpty() || !members.keySet().stream().allMatch(SettingTree::isIndex)) {
            return members;
        }
        Map<Integer, Object> items = new TreeMap<>();
        for (Map.Entry<String, Object> member : members.entrySet()) {
            // 1 and 01 are one place.
            if (items.put(Integer.valueOf(member.getKey()), member.getValue()) != null) {
                throw conflict(path + member.getKey());
            }
        }
        List<Object> compacted = new ArrayList<>(items.values());
        return compacted;
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
