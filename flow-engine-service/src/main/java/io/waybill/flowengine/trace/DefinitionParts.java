package io.waybill.flowengine.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of a definition in JSON, found by id: steps, and the recipients within them. */
public final class DefinitionParts {

    private final Map<String, Object> flow;
    private final Map<String, Map<?, ?>> steps = new LinkedHashMap<>();
    private final Map<String, String> caps = new LinkedHashMap<>();

    public DefinitionParts(Map<String, Object> flow) {
        this.flow = flow;
        collect(flow.get("steps"));
        collectCaps(flow);
    }

    /** Wherever they stand: in flow, sources, steps, and within others. */
    private void collectCaps(@Nullable Object json) {
        if (json instanceof List<?> items) {
            items.forEach(this::collectCaps);
        } else if (json instanceof Map<?, ?> part) {
            if (part.get("maximum") != null && part.get("name") != null) {
                caps.put(text(part.get("id")), text(part.get("name")));
            }
            for (String key : List.of("caps", "sources", "steps", "recipients")) {
                collectCaps(part.get(key));
            }
        }
    }

    private void collect(@Nullable Object json) {
        if (json instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> step) {
                    steps.putIfAbsent(text(step.get("id")), step);
                    collect(step.get("recipients"));
                }
            }
        }
    }

    /** Empty when there is none of that id. */
    Map<?, ?> step(String id) {
        return steps.getOrDefault(id, Map.of());
    }

    /** The step that is called so: by its id, its key or its name. */
    public Optional<String> stepId(String named) {
        return steps.entrySet().stream()
                .filter(step ->
                        named.equals(step.getKey())
                                || named.equals(step.getValue().get("key"))
                                || named.equals(step.getValue().get("name"))
                                || named.equals(slug(text(step.getValue().get("name")))))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The key that a step without one gets from its name. */
    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }

    public String name(String stepId) {
        Object name = step(stepId).get("name");
        return name == null ? stepId : name.toString();
    }

    /** The name of the cap of that id, else the id. */
    String cap(String id) {
        return caps.getOrDefault(id, id);
    }

    Optional<Map<?, ?>> source(String id) {
        if (flow.get("sources") instanceof List<?> sources) {
            for (Object item : sources) {
                if (item instanceof Map<?, ?> source && id.equals(source.get("id"))) {
                    return Optional.of(source);
                }
            }
        }
        return Optional.empty();
    }

    Map<String, Object> flow() {
        return flow;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
