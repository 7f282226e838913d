package io.waybill.delivery.destination;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A destination with places to fill in: {@code ${instance}}.
 *
 * @param parameters by name what each is, with its label and an example
 * @param view as it is listed
 */
public record Preset(
        String id,
        Map<String, Object> parameters,
        Map<String, Object> definition,
        Map<String, Object> view) {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z_]+)}");

    /** A parameter becomes part of an address or a name, never more. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    /** What a body and a preset make together. */
    public record Applied(Map<String, Object> definition, List<FieldFlaw> flaws) {}

    /**
     * @throws IllegalStateException when it is no preset: an installation that has one does not
     *     start
     */
    public static Preset of(Map<String, Object> json) {
        if (json.get("id") instanceof String id
                && json.get("definition") instanceof Map<?, ?> definition) {
            return new Preset(
                    id, object(json.get("parameters")), object(definition), Map.copyOf(json));
        }
        throw new IllegalStateException("A preset needs an id and a definition");
    }

    /**
     * The body's own members stand over the preset's; its settings over the preset's one by one.
     */
    public Applied applied(Map<String, Object> body) {
        List<FieldFlaw> flaws = new ArrayList<>();
        Map<String, Object> given = object(body.get("parameters"));
        Map<String, Object> made = new LinkedHashMap<>();
        definition.forEach((name, value) -> made.put(name, filled(value, given, flaws)));
        body.forEach((name, value) -> {
            if (name.equals("settings")) {
                Map<String, Object> settings = object(made.get("settings"));
                settings.putAll(object(value));
                made.put("settings", settings);
            } else if (!name.equals("preset") && !name.equals("parameters")) {
                made.put(name, value);
            }
        });
        made.putIfAbsent("name", String.valueOf(view.getOrDefault("name", id)));
        return new Applied(made, flaws.stream().distinct().toList());
    }

    private Object filled(Object value, Map<String, Object> given, List<FieldFlaw> flaws) {
        return switch (value) {
            case String text ->
                    PLACE.matcher(text)
                            .replaceAll(place ->
                                    Matcher.quoteReplacement(
                                            filling(place.group(1), given, flaws)));
            case Map<?, ?> map -> {
                Map<String, Object> filled = new LinkedHashMap<>();
                map.forEach((name, inner) ->
                        filled.put(
                                filled(name.toString(), given, flaws).toString(),
                                filled(inner, given, flaws)));
                yield filled;
            }
            default -> value;
        };
    }

    private String filling(String name, Map<String, Object> given, List<FieldFlaw> flaws) {
        Object value = given.get(name);
        if (value == null
                && parameters.get(name) instanceof Map<?, ?> about
                && about.get("default") instanceof String otherwise) {
            return otherwise;
        }
        if (value instanceof String text && VALUE.matcher(text).matches()) {
            return text;
        }
        flaws.add(
                new FieldFlaw(
                        "parameters." + name,
                        "is required: letters, digits, dots, hyphens and underscores"));
        return "";
    }

    private static Map<String, Object> object(@Nullable Object json) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, value) -> object.put(name.toString(), value));
        }
        return object;
    }
}
