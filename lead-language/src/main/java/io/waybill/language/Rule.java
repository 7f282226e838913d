package io.waybill.language;

import java.util.List;

/**
 * One comparison, and the rules that must hold beside it.
 *
 * @param right {@link Operand.Literal} of nothing where the operator has no right-hand side
 * @param also the rule's own set, ANDed with it; empty when there is none
 */
public record Rule(String path, Operand left, Operator operator, Operand right, RuleSet also)
        implements RuleNode {

    @Override
    public boolean holds(Vars vars) {
        return compare(left.resolve(vars), right.resolve(vars)) && also.holds(vars);
    }

    private boolean compare(Comparand leftSide, Comparand rightSide) {
        WorkLimit.spend(leftSide.work(rightSide));
        return operator.holds(leftSide, rightSide);
    }

    @Override
    public Verdict explain(Vars vars, List<TraceEntry> trace) {
        Comparand leftSide = left.resolve(vars);
        Comparand rightSide = right.resolve(vars);
        boolean pass = compare(leftSide, rightSide);
        String sentence = pass ? Sentences.fact(this, vars) : Sentences.demand(this, vars);
        trace.add(TraceEntry.of(this, leftSide, rightSide, new Verdict(pass, path, sentence)));
        Verdict own = new Verdict(pass, path, sentence);
        if (!pass || also.isEmpty()) {
            return own;
        }
        Verdict others = also.explain(vars, trace);
        return others.pass() ? own : others;
    }
}
