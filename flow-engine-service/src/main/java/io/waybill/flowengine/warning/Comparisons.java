package io.waybill.flowengine.warning;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.InvalidRule;
import io.waybill.language.LeadData;
import io.waybill.language.RuleSet;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether comparisons of one variable exclude each other; the rules themselves are asked. */
final class Comparisons {

    private static final String BLANK = "is blank";
    private static final String EQUAL = "is equal to";
    private static final String INCLUDED = "is included in";

    /** Operators that are the opposite of another one, value by value. */
    private static final Map<String, String> OPPOSITES =
            Map.of(
                    "is not blank", BLANK,
                    "is not equal to", EQUAL,
                    "is not included in", INCLUDED,
                    "is not between", "is between",
                    "is not true", "is true",
                    "is not false", "is false",
                    "format is invalid", "format is valid",
                    "does not include", "includes");

    /** Operators of which the result for a given value of a field is certain. */
    private static final Set<String> CERTAIN =
            Set.of(
                    BLANK,
                    EQUAL,
                    INCLUDED,
                    "is between",
                    "is true",
                    "is false",
                    "is less than",
                    "is less than or equal to",
                    "is greater than",
                    "is greater than or equal to");

    private final FieldCatalogue fields;

    Comparisons(FieldCatalogue fields) {
        this.fields = fields;
    }

    boolean conflict(List<Term.Literal> ofOneVariable) {
        if (ofOneVariable.size() < 2 || ofOneVariable.getFirst().variable().contains("{{")) {
            return false;
        }
        List<Term.Literal> literals = ofOneVariable.stream().map(Comparisons::plain).toList();
        return opposites(literals)
                || bounds(literals)
                || blankButCompared(literals)
                || isTrueAndFalse(literals)
                || noCandidateFits(literals);
    }

    /** With the positive operator of a pair, so that opposites are seen to be such. */
    private static Term.Literal plain(Term.Literal literal) {
        String positive = OPPOSITES.get(literal.operator());
        if (positive == null) {
            return literal;
        }
        Map<String, Object> rule = new LinkedHashMap<>(literal.rule());
        rule.put("op", positive);
        return new Term.Literal(literal.variable(), positive, rule, !literal.holds());
    }

    private static boolean opposites(List<Term.Literal> literals) {
        return literals.stream()
                .anyMatch(one ->
                        literals.contains(
                                new Term.Literal(
                                        one.variable(), one.operator(), one.rule(), !one.holds())));
    }

    private static boolean bounds(List<Term.Literal> literals) {
        for (Term.Literal low : literals) {
            for (Term.Literal high : literals) {
                if (low.holds()
                        && high.holds()
                        && low.operator().startsWith("is greater than")
                        && high.operator().startsWith("is less than")
                        && excludes(low, high)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean excludes(Term.Literal low, Term.Literal high) {
        Optional<BigDecimal> from = number(low.rule().get("rhv"));
        Optional<BigDecimal> to = number(high.rule().get("rhv"));
        if (from.isEmpty() || to.isEmpty()) {
            return false;
        }
        int order = from.get().compareTo(to.get());
        boolean open =
                !(low.operator().endsWith("equal to") && high.operator().endsWith("equal to"));
        return order > 0 || order == 0 && open;
    }

    private boolean blankButCompared(List<Term.Literal> literals) {
        return literals.stream().anyMatch(l -> l.operator().equals(BLANK) && l.holds())
                && literals.stream()
                        .filter(l -> isCertain(l) && !l.operator().equals(BLANK))
                        .anyMatch(l -> !holds(l, null) && !holds(l, ""));
    }

    private static boolean isTrueAndFalse(List<Term.Literal> literals) {
        return has(literals, "is true") && has(literals, "is false");
    }

    private static boolean has(List<Term.Literal> literals, String operator) {
        return literals.stream().anyMatch(l -> l.operator().equals(operator) && l.holds());
    }

    /** Where the value must be one of a few, each of them is tried. */
    private boolean noCandidateFits(List<Term.Literal> literals) {
        List<Object> candidates =
                literals.stream()
                        .filter(l -> l.holds() && isCertain(l))
                        .map(Comparisons::candidates)
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .orElse(List.of());
        List<Term.Literal> certain = literals.stream().filter(Comparisons::isCertain).toList();
        return !candidates.isEmpty()
                && candidates.stream()
                        .allMatch(value -> certain.stream().anyMatch(l -> !holds(l, value)));
    }

    private static List<Object> candidates(Term.Literal literal) {
        Object right = literal.rule().get("rhv");
        if (literal.operator().equals(EQUAL) && isPlain(right)) {
            return List.of(right);
        }
        if (!literal.operator().equals(INCLUDED)) {
            return List.of();
        }
        List<Object> candidates = new ArrayList<>();
        if (right instanceof List<?> items && items.stream().allMatch(Comparisons::isPlain)) {
            candidates.addAll(items);
        } else if (right instanceof String text) {
            for (String item : text.split(",", -1)) {
                candidates.add(item.strip());
            }
        }
        return candidates;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof String text && !text.isBlank();
    }

    private static boolean isCertain(Term.Literal literal) {
        return CERTAIN.contains(literal.operator())
                && !String.valueOf(literal.rule().get("rhv")).contains("{{");
    }

    private boolean holds(Term.Literal literal, @Nullable Object value) {
        try {
            return RuleSet.parse(literal.rule()).evaluate(vars(literal.variable(), value)).pass()
                    == literal.holds();
        } catch (InvalidRule unreadable) {
            return true;
        }
    }

    private Vars vars(String variable, @Nullable Object value) {
        if (value == null) {
            return Vars.empty();
        }
        String[] path = variable.split("\\.", -1);
        Object nested = value;
        for (int i = path.length - 1; i > 0; i--) {
            nested = Map.of(path[i], nested);
        }
        Object root =
                path[0].equals("lead") && nested instanceof Map<?, ?> lead
                        ? LeadData.type(named(lead), fields)
                        : nested;
        return Vars.of(Map.of(path[0], root));
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(key.toString(), value));
        return named;
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("-?\\d{1,15}(\\.\\d{1,10})?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
