package io.waybill.flowengine.warning;

import io.waybill.language.FieldCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds rules that no lead can meet. It says so only where that is certain: comparisons of one
 * variable with what stands in the rules; of anything else it does not judge. Bounded: beyond a
 * number of cases it gives up, and finds nothing.
 */
final class Contradictions {

    private static final int MOST_CASES = 5_000;

    private final Comparisons comparisons;
    private int cases;

    private Contradictions(FieldCatalogue fields) {
        this.comparisons = new Comparisons(fields);
    }

    /** True when it is certain that no lead meets all of these. */
    static boolean in(FieldCatalogue fields, List<Term> terms) {
        return new Contradictions(fields).isImpossible(List.of(), terms);
    }

    /** True when it is certain that every lead meets this. */
    static boolean cannotFail(FieldCatalogue fields, Term term) {
        return in(fields, List.of(Term.not(term)));
    }

    private boolean isImpossible(List<Term.Literal> known, List<Term> rest) {
        if (++cases > MOST_CASES) {
            return false;
        }
        List<Term.Literal> literals = new ArrayList<>(known);
        List<Term.Any> choices = new ArrayList<>();
        rest.forEach(term -> flatten(term, literals, choices));
        if (conflict(literals)) {
            return true;
        }
        for (int i = 0; i < choices.size(); i++) {
            List<Term> others = new ArrayList<>(choices);
            others.remove(i);
            if (choices.get(i).terms().stream()
                    .allMatch(branch -> isImpossible(literals, plus(others, branch)))) {
                return true;
            }
        }
        return false;
    }

    private static List<Term> plus(List<Term> terms, Term term) {
        List<Term> all = new ArrayList<>();
        all.add(term);
        all.addAll(terms);
        return all;
    }

    private static void flatten(Term term, List<Term.Literal> literals, List<Term.Any> choices) {
        switch (term) {
            case Term.Literal literal -> literals.add(literal);
            case Term.All(List<Term> terms) ->
                    terms.forEach(inner -> flatten(inner, literals, choices));
            case Term.Any any -> choices.add(any);
        }
    }

    private boolean conflict(List<Term.Literal> literals) {
        Map<String, List<Term.Literal>> byVariable = new LinkedHashMap<>();
        literals.forEach(literal ->
                byVariable
                        .computeIfAbsent(literal.variable(), _ -> new ArrayList<>())
                        .add(literal));
        return byVariable.values().stream().anyMatch(comparisons::conflict);
    }
}
