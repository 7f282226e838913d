package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.Mapping;
import io.waybill.flowengine.definition.Mapping.Value;
import io.waybill.flowengine.definition.SourceDefinition;
import io.waybill.language.TemplateFailed;
import io.waybill.language.TypedValue;
import io.waybill.language.Vars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does mappings before the types of a lead are read: a source's, or for one buyer what is shared
 * with it. In their order, each with what the ones before it came to; one that fails leaves its
 * field as it was and the others go on.
 */
final class SourceMapping {

    private SourceMapping() {}

    /** What the lead holds after the mappings; empty when they change nothing. */
    static Optional<Map<String, Object>> apply(Lead lead, RunnableFlow flow) {
        List<Mapping> mappings =
                flow.definition()
                        .source(lead.sourceId())
                        .map(SourceDefinition::mappings)
                        .orElse(List.of());
        Map<String, Object> data =
                apply(mappings, lead.data(), now -> flow.vars(lead.withData(now)));
        return data.equals(lead.data()) ? Optional.empty() : Optional.of(data);
    }

    /**
     * The data of a lead after mappings.
     *
     * @param vars what rules and templates read of such data
     */
    static Map<String, Object> apply(
            List<Mapping> mappings,
            Map<String, Object> submitted,
            Function<Map<String, Object>, Vars> vars) {
        Map<String, Object> data = submitted;
        for (Mapping mapping : mappings) {
            Object value = value(mapping, vars.apply(data));
            if (value != null) {
                data = with(data, mapping.field(), value);
            }
        }
        return data;
    }

    private static @Nullable Object value(Mapping mapping, Vars vars) {
        try {
            boolean wanted = mapping.rules().map(rules -> rules.evaluate(vars).pass()).orElse(true);
            return wanted ? value(mapping.value(), vars) : null;
        } catch (TemplateFailed thisOneOnly) {
            return null;
        }
    }

    /** Null when it comes to nothing. */
    private static @Nullable Object value(Value value, Vars vars) {
        return switch (value) {
            case Value.Constant(Object constant) -> constant;
            case Value.Rendered(var template) -> submitted(template.render(vars));
            case Value.Each(List<Value> items) -> {
                List<Object> each = new ArrayList<>();
                for (Value item : items) {
                    Object one = value(item, vars);
                    if (one != null) {
                        each.add(one);
                    }
                }
                yield each.isEmpty() ? null : each;
            }
        };
    }

    /** A value as a source would have submitted it; its new field gives it a type again. */
    private static @Nullable Object submitted(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.isEmpty() ? null : text;
            case TypedValue typed -> typed.isBlank() ? null : typed.raw();
            case List<?> items ->
                    items.stream().map(SourceMapping::submitted).filter(Objects::nonNull).toList();
            case Map<?, ?> object -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                object.forEach((key, item) -> {
                    Object one = submitted(item);
                    if (one != null) {
                        copy.put(key.toString(), one);
                    }
                });
                yield copy;
            }
            default -> value;
        };
    }

    /** A copy with the field set; a field with dots is nested, as JSON submissions nest it. */
    private static Map<String, Object> with(Map<String, Object> data, String field, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(data);
        int dot = field.indexOf('.');
        if (dot < 0 || data.containsKey(field)) {
            copy.put(field, value);
            return copy;
        }
        String head = field.substring(0, dot);
        Map<String, Object> inner = new LinkedHashMap<>();
        if (data.get(head) instanceof Map<?, ?> nested) {
            nested.forEach((key, item) -> inner.put(key.toString(), item));
        }
        copy.put(head, with(inner, field.substring(dot + 1), value));
        return copy;
    }
}
