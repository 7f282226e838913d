package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.Enhancement;
import io.waybill.flowengine.definition.Enhancement.Points;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.language.TypedValue;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What enhancements find out that need nothing but the lead. */
final class Enhancer {

    private static final String REASON = "reason";
    private static final String FOUND = "found";
    private static final String VALUE = "value";

    private Enhancer() {}

    static Map<String, Object> validation(Enhancement.Validation kind, Vars vars) {
        Object given = kind.value().render(vars);
        String name = kind.type().id();
        if (given == null || kind.value().renderText(vars).isBlank()) {
            Map<String, Object> result = result(LeadOutcome.FAILURE);
            result.put(REASON, "There is no " + name + " to validate");
            result.put("valid", false);
            return result;
        }
        TypedValue value = kind.type().parse(given);
        Map<String, Object> result =
                result(value.valid() ? LeadOutcome.SUCCESS : LeadOutcome.FAILURE);
        if (!value.valid()) {
            result.put(REASON, "The " + name + " is not valid");
        }
        value.components().forEach(result::putIfAbsent);
        Object normal = value.normal();
        if (normal != null) {
            result.put("normal", normal);
        }
        result.put("valid", value.valid());
        return result;
    }

    static Map<String, Object> valueLookup(Enhancement.ValueLookup kind, Vars vars) {
        String asked = kind.value().renderText(vars).strip().toLowerCase(Locale.ROOT);
        Object entry = kind.table().get(asked);
        if (entry != null) {
            return found(entry, true);
        }
        if (kind.otherwise().isPresent()) {
            return found(kind.otherwise().get(), false);
        }
        Map<String, Object> result = result(LeadOutcome.FAILURE);
        result.put(REASON, "The table has no entry for the value");
        result.put(FOUND, false);
        return result;
    }

    private static Map<String, Object> found(Object entry, boolean found) {
        Map<String, Object> result = result(LeadOutcome.SUCCESS);
        if (entry instanceof Map<?, ?> object) {
            object.forEach((key, value) -> {
                if (value != null) {
                    result.putIfAbsent(key.toString(), value);
                }
            });
        } else {
            result.put(VALUE, entry);
        }
        result.put(FOUND, found);
        return result;
    }

    static Map<String, Object> qualityScore(Enhancement.QualityScore kind, Vars vars) {
        List<Map<String, Object>> parts = new ArrayList<>();
        BigDecimal score = BigDecimal.ZERO;
        BigDecimal highest = BigDecimal.ZERO;
        for (Points part : kind.parts()) {
            boolean holds = part.rules().evaluate(vars).pass();
            BigDecimal given = holds ? part.amount() : BigDecimal.ZERO;
            score = score.add(given);
            highest = highest.add(part.amount().max(BigDecimal.ZERO));
            parts.add(Map.of("name", part.name(), "points", part.amount(), "given", given));
        }
        Map<String, Object> result = result(LeadOutcome.SUCCESS);
        result.put("score", score);
        result.put("highest", highest);
        result.put("parts", parts);
        return result;
    }

    /** The points of the rules that hold. */
    static BigDecimal sum(List<Points> points, Vars vars) {
        return points.stream()
                .filter(part -> part.rules().evaluate(vars).pass())
                .map(Points::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, Object> result(LeadOutcome outcome) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("outcome", outcome.word());
        return result;
    }
}
