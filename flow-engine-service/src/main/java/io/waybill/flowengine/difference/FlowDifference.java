package io.waybill.flowengine.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two definitions in the JSON in which drafts are kept, step by step and source by source.
 * Steps, sources, fields and caps are the same when their ids are; a changed id reads as one taken
 * away and one added.
 */
public final class FlowDifference {

    /** What else stands in a definition is a property of the flow. */
    private static final Set<String> PARTS = Set.of("fields", "sources", "steps");

    private final List<Change> changes = new ArrayList<>();

    private FlowDifference() {}

    /** The changes from one definition to another; none when both mean the same. */
    public static List<Change> between(Map<String, Object> before, Map<String, Object> after) {
        FlowDifference difference = new FlowDifference();
        difference.flow(before, after);
        return List.copyOf(difference.changes);
    }

    private void flow(Map<?, ?> before, Map<?, ?> after) {
        Properties flow = new Properties(Part.FLOW, changes);
        keys(before, after).stream()
                .filter(key -> !PARTS.contains(key))
                .forEach(key -> flow.compare(key, before.get(key), after.get(key)));
        parts("field", before.get("fields"), after.get("fields"));
        parts("source", before.get("sources"), after.get("sources"));
        parts("step", before.get("steps"), after.get("steps"));
    }

    private void parts(String about, @Nullable Object before, @Nullable Object after) {
        Map<String, Map<?, ?>> old = Properties.byId(before);
        Map<String, Map<?, ?>> now = Properties.byId(after);
        old.forEach((id, json) -> {
            if (!now.containsKey(id)) {
                changes.add(Part.of(about, json).says(" was removed"));
            }
        });
        List<String> order = List.copyOf(now.keySet());
        Set<String> moved =
                about.equals("step") ? Order.moved(List.copyOf(old.keySet()), order) : Set.of();
        now.forEach((id, json) -> {
            Part part = Part.of(about, json);
            Map<?, ?> was = old.get(id);
            if (was == null) {
                changes.add(part.says(added(about, json, order.indexOf(id) + 1)));
                return;
            }
            if (moved.contains(id)) {
                int from = List.copyOf(old.keySet()).indexOf(id) + 1;
                int to = order.indexOf(id) + 1;
                changes.add(part.says(" moved from place " + from + " to place " + to));
            }
            part(part, was, json);
        });
    }

    private static String added(String about, Map<?, ?> json, int place) {
        Object type = json.get("type");
        return (type == null ? "" : " (" + type + ")")
                + " was added"
                + (about.equals("step") ? " at place " + place : "");
    }

    private void part(Part part, Map<?, ?> before, Map<?, ?> after) {
        Properties properties = new Properties(part, changes);
        keys(before, after)
                .forEach(key -> properties.compare(key, before.get(key), after.get(key)));
    }

    static Set<String> keys(Map<?, ?> before, Map<?, ?> after) {
        Map<String, Boolean> keys = new LinkedHashMap<>();
        before.keySet().forEach(key -> keys.put(key.toString(), true));
        after.keySet().forEach(key -> keys.put(key.toString(), true));
        return new LinkedHashSet<>(keys.keySet());
    }
}
