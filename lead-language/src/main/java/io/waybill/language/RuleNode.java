package io.waybill.language;

import java.util.List;

/** A part of a rule set: a set of its own, or a single rule. */
public sealed interface RuleNode permits RuleSet, Rule {

    /** Indexes from the outermost set, such as {@code 0.2}; empty for the outermost set. */
    String path();

    /** Whether it holds. Allocates no more than the values that it has to read. */
    boolean holds(Vars vars);

    /** Whether it holds, what decided that, and each comparison on the way, added to the trace. */
    Verdict explain(Vars vars, List<TraceEntry> trace);

    /**
     * @param deciding path of the first rule that failed, or of the first that held
     * @param sentence what was demanded of the value, where the demand was not met; else what is so
     */
    record Verdict(boolean pass, String deciding, String sentence) {}
}
