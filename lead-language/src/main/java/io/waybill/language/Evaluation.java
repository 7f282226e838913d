package io.waybill.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rule set for some variables. Only {@link #pass} is computed at once; the rest is
 * worked out again from the same rules and variables, so it is always in accord.
 */
public final class Evaluation {

    private final RuleSet rules;
    private final Vars vars;
    private final boolean pass;

    Evaluation(RuleSet rules, Vars vars, boolean pass) {
        this.rules = rules;
        this.vars = vars;
        this.pass = pass;
    }

    public boolean pass() {
        return pass;
    }

    /** Why it does not pass, as a sentence for people; null when it passes. */
    public @Nullable String reason() {
        return pass ? null : sentence();
    }

    /** The reason when it does not pass; what matched when it does. */
    public String sentence() {
        return rules.explain(vars, new ArrayList<>()).sentence();
    }

    /**
     * The path of the first rule that failed when it does not pass, of the first that held when it
     * does; empty for a set without rules.
     */
    public String deciding() {
        return rules.explain(vars, new ArrayList<>()).deciding();
    }

    /** Every comparison that was needed, in order. Holds values of the lead. */
    public List<TraceEntry> trace() {
        List<TraceEntry> trace = new ArrayList<>();
        rules.explain(vars, trace);
        return List.copyOf(trace);
    }

    @Override
    public String toString() {
        return "Evaluation[" + (pass ? "pass" : "fail") + "]";
    }
}
