package io.waybill.flowengine.difference;

import io.waybill.flowengine.definition.SecretSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the properties of one part of a definition. */
final class Properties {

    private final Part part;
    private final List<Change> changes;

    Properties(Part part, List<Change> changes) {
        this.part = part;
        this.changes = changes;
    }

    void compare(String key, @Nullable Object before, @Nullable Object after) {
        if (key.equals("id") || Wording.same(before, after)) {
            return;
        }
        switch (key) {
            case "enabled" -> enabled(before, after);
            case "key_hash" -> sourceKey(before, after);
            case "rule_set" -> rules(before, after);
            case "purchase_price", "sale_price" ->
                    reworded(key, Wording.price(before), Wording.price(after));
            case "hours_of_operation" -> reworded(key, Wording.hours(before), Wording.hours(after));
            case "mappings" -> lines("mapping", Wording.mappings(before), Wording.mappings(after));
            case "caps" -> caps(before, after);
            case "recipients" -> items("recipient", before, after);
            case "list_checks" -> items("list check", before, after);
            case "segments" -> segments(before, after);
            default -> other(key, before, after);
        }
    }

    private void other(String key, @Nullable Object before, @Nullable Object after) {
        if (isObject(before) && isObject(after)) {
            Map<?, ?> old = object(before);
            Map<?, ?> now = object(after);
            Properties inner =
                    new Properties(
                            key.equals("delivery") ? part : part.inner(Wording.label(key), ""),
                            changes);
            FlowDifference.keys(old, now)
                    .forEach(name -> inner.compare(name, old.get(name), now.get(name)));
        } else if (isSecret(key, before, after)) {
            says(": the secret " + Wording.label(key) + secret(before, after));
        } else {
            reworded(key, Wording.value(before), Wording.value(after));
        }
    }

    private static boolean isSecret(String key, @Nullable Object before, @Nullable Object after) {
        return SecretSettings.isSecret(key)
                || before instanceof String old && SecretSettings.isSealed(old)
                || after instanceof String now && SecretSettings.isSealed(now);
    }

    private static String secret(@Nullable Object before, @Nullable Object after) {
        return before == null ? " was set" : after == null ? " was removed" : " was replaced";
    }

    private void enabled(@Nullable Object before, @Nullable Object after) {
        boolean was = !Boolean.FALSE.equals(before);
        boolean is = !Boolean.FALSE.equals(after);
        if (was != is) {
            says(is ? " was enabled" : " was disabled");
        }
    }

    private void sourceKey(@Nullable Object before, @Nullable Object after) {
        says(
                before == null
                        ? " has a key"
                        : after == null ? " has no key any more" : " has a new key");
    }

    private void rules(@Nullable Object before, @Nullable Object after) {
        lines("rule", Wording.rules(before), Wording.rules(after));
    }

    private void lines(String what, List<String> before, List<String> after) {
        List<String> removed = without(before, after);
        List<String> added = without(after, before);
        removed.forEach(line -> says(": the " + what + " " + line + " was removed"));
        added.forEach(line -> says(": the " + what + " " + line + " was added"));
        if (removed.isEmpty() && added.isEmpty() && !before.equals(after)) {
            says(": the order of the " + what + "s changed");
        }
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return left;
    }

    private void caps(@Nullable Object before, @Nullable Object after) {
        items("cap", before, after);
    }

    /** The first that fits counts, so that their order does. */
    private void segments(@Nullable Object before, @Nullable Object after) {
        items("segment", before, after);
        List<String> old = new ArrayList<>(byId(before).keySet());
        List<String> now = new ArrayList<>(byId(after).keySet());
        old.retainAll(byId(after).keySet());
        now.retainAll(byId(before).keySet());
        if (!old.equals(now)) {
            says(": the order of the segments changed");
        }
    }

    private void items(String what, @Nullable Object before, @Nullable Object after) {
        Map<String, Map<?, ?>> old = byId(before);
        Map<String, Map<?, ?>> now = byId(after);
        old.forEach((id, json) -> {
            if (!now.containsKey(id)) {
                changes.add(inner(what, json).says(" was removed"));
            }
        });
        now.forEach((id, json) -> {
            Map<?, ?> was = old.get(id);
            if (was == null) {
                String summary = what.equals("cap") ? ": " + Wording.cap(json) : "";
                changes.add(inner(what, json).says(" was added" + summary));
            } else {
                Properties inner = new Properties(inner(what, json), changes);
                FlowDifference.keys(was, json)
                        .forEach(key -> inner.compare(key, was.get(key), json.get(key)));
            }
        });
    }

    private Part inner(String what, Map<?, ?> json) {
        Object name = json.get("name");
        return part.inner(what, name == null ? nameless(json) : name.toString());
    }

    private static String nameless(Map<?, ?> json) {
        Object key = json.get("key");
        return key != null ? key.toString() : json.containsKey("maximum") ? Wording.cap(json) : "";
    }

    private void reworded(String key, String before, String after) {
        if (before.equals(after)) {
            return;
        }
        String label = ": the " + Wording.label(key);
        if (before.equals("nothing")) {
            says(label + " was set to " + after);
        } else if (after.equals("nothing")) {
            says(label + " " + before + " was removed");
        } else {
            says(label + " changed from " + before + " to " + after);
        }
    }

    private void says(String rest) {
        changes.add(part.says(rest));
    }

    /** The objects of a list by id, else by key, else by name, else by place. */
    static Map<String, Map<?, ?>> byId(@Nullable Object json) {
        Map<String, Map<?, ?>> found = new LinkedHashMap<>();
        if (json instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Map<?, ?> item) {
                    found.putIfAbsent(identity(item, i), item);
                }
            }
        }
        return found;
    }

    private static String identity(Map<?, ?> item, int place) {
        for (String key : List.of("id", "key", "name")) {
            Object value = item.get(key);
            if (value != null && !value.toString().isBlank()) {
                return key + " " + value;
            }
        }
        return "place " + place;
    }

    private static boolean isObject(@Nullable Object value) {
        return value == null || value instanceof Map<?, ?>;
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
