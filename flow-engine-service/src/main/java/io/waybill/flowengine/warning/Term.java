package io.waybill.flowengine.warning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules as a formula that can be negated. */
sealed interface Term {

    /**
     * One comparison, or its opposite.
     *
     * @param variable what stands on the left
     * @param rule {@code lhv}, {@code op} and {@code rhv} as they were written
     */
    record Literal(String variable, String operator, Map<String, Object> rule, boolean holds)
            implements Term {}

    record All(List<Term> terms) implements Term {}

    record Any(List<Term> terms) implements Term {}

    Term NOTHING_ASKED = new All(List.of());

    /** The formula of a rule set in JSON; of what cannot be read nothing is known. */
    static Term of(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map) || map.isEmpty()) {
            return NOTHING_ASKED;
        }
        if (map.get("rules") instanceof List<?> rules) {
            List<Term> terms = new ArrayList<>();
            rules.forEach(rule -> terms.add(of(rule)));
            boolean or = "or".equalsIgnoreCase(String.valueOf(map.get("op")));
            return or && !terms.isEmpty() ? new Any(terms) : new All(terms);
        }
        Term literal = literal(map);
        Term also = of(map.get("rule_set"));
        return also.equals(NOTHING_ASKED) ? literal : new All(List.of(literal, also));
    }

    private static Term literal(Map<?, ?> rule) {
        String variable = String.valueOf(rule.get("lhv")).strip();
        if (variable.matches("\\{\\{[^{}\\s]+}}")) {
            variable = variable.substring(2, variable.length() - 2);
        }
        String operator = String.valueOf(rule.get("op")).toLowerCase(Locale.ROOT);
        Map<String, Object> comparison = new java.util.LinkedHashMap<>();
        comparison.put("lhv", variable);
        comparison.put("op", operator);
        Object right = rule.get("rhv");
        if (right != null) {
            comparison.put("rhv", right);
        }
        return new Literal(variable, operator, comparison, true);
    }

    static Term not(Term term) {
        return switch (term) {
            case Literal l -> new Literal(l.variable(), l.operator(), l.rule(), !l.holds());
            case All(List<Term> terms) -> new Any(terms.stream().map(Term::not).toList());
            case Any(List<Term> terms) -> new All(terms.stream().map(Term::not).toList());
        };
    }
}
