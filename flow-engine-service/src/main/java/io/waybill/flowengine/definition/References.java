package io.waybill.flowengine.definition;

import io.waybill.language.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the dotted paths that rules and templates read, as {@code lead.phone_1.area}. */
final class References {

    private static final String WHOLE_LEAD = "lead";

    private References() {}

    /** Of rules that parse. */
    static Set<String> ofRules(@Nullable Object json) {
        Set<String> found = new LinkedHashSet<>();
        collect(json, found);
        return found;
    }

    /** Of a template that compiles. A block over the lead itself names no field. */
    static Set<String> ofTemplate(String source) {
        Set<String> found = new LinkedHashSet<>(Template.compile(source).variables());
        if (source.contains("{{#")) {
            found.remove(WHOLE_LEAD);
        }
        return found;
    }

    private static void collect(@Nullable Object json, Set<String> found) {
        switch (json) {
            case Map<?, ?> object -> {
                if (object.get("lhv") instanceof String lhv) {
                    collectOperand(lhv, found);
                }
                collectTemplates(object.get("rhv"), found);
                collect(object.get("rules"), found);
                collect(object.get("rule_set"), found);
            }
            case List<?> items -> items.forEach(item -> collect(item, found));
            case null, default -> {}
        }
    }

    private static void collectOperand(String lhv, Set<String> found) {
        if (lhv.contains("{{")) {
            found.addAll(ofTemplate(lhv));
        } else {
            found.add(lhv.strip());
        }
    }

    private static void collectTemplates(@Nullable Object value, Set<String> found) {
        switch (value) {
            case String text -> found.addAll(ofTemplate(text));
            case List<?> items -> items.forEach(item -> collectTemplates(item, found));
            case null, default -> {}
        }
    }
}
