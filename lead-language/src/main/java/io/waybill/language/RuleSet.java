package io.waybill.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules joined by and or or, nested at will. Parse it once and keep it: everything that stands in
 * the rules is compiled then, and a set is safe for threads. A set without rules holds.
 */
public record RuleSet(String path, Junction junction, List<RuleNode> rules) implements RuleNode {

    /** How the rules of a set are joined: AND stops at its first failure, OR names all of them. */
    public enum Junction {
        AND,
        OR
    }

    private static final RuleSet EMPTY = new RuleSet("", Junction.AND, List.of());

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /** The set without rules. */
    public static RuleSet empty() {
        return EMPTY;
    }

    /**
     * Reads {@code {"op": "and|or", "rules": […]}}, or a single rule in its place. Nothing and an
     * empty object are the empty set.
     *
     * @throws InvalidRule for whatever could not be evaluated later, an unsupported operator too
     */
    public static RuleSet parse(@Nullable Object json) {
        return RuleParser.parse(json);
    }

    /**
     * What whoever deploys these rules should be told, each with the place of its rule: an operator
     * that the type of its field does not have, ends of a range that cannot be met. Such rules can
     * be evaluated all the same.
     *
     * @param fields what the variables under {@code lead} are
     */
    public List<String> flaws(FieldCatalogue fields) {
        return RuleFlaws.of(this, fields);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Evaluates at once; reason and trace are worked out when they are asked for. */
    public Evaluation evaluate(Vars vars) {
        return new Evaluation(this, vars, holds(vars));
    }

    @Override
    public boolean holds(Vars vars) {
        boolean or = junction == Junction.OR;
        for (RuleNode rule : rules) {
            if (rule.holds(vars) == or) {
                return or;
            }
        }
        return !or || rules.isEmpty();
    }

    @Override
    public Verdict explain(Vars vars, List<TraceEntry> trace) {
        List<Verdict> seen = new ArrayList<>();
        for (RuleNode rule : rules) {
            Verdict verdict = rule.explain(vars, trace);
            if (verdict.pass() == (junction == Junction.OR)) {
                return verdict;
            }
            seen.add(verdict);
        }
        return joined(seen);
    }

    private Verdict joined(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return new Verdict(true, path, "");
        }
        Set<String> sentences = new LinkedHashSet<>();
        verdicts.forEach(verdict -> sentences.add(verdict.sentence()));
        boolean pass = junction == Junction.AND;
        String joiner = pass ? " and " : " or ";
        return new Verdict(pass, verdicts.getFirst().deciding(), String.join(joiner, sentences));
    }
}
