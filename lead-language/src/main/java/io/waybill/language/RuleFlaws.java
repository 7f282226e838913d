package io.waybill.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with rules that can be evaluated all the same, and would not do what is meant. */
final class RuleFlaws {

    private final FieldCatalogue fields;
    private final List<String> flaws = new ArrayList<>();

    private RuleFlaws(FieldCatalogue fields) {
        this.fields = fields;
    }

    static List<String> of(RuleSet rules, FieldCatalogue fields) {
        RuleFlaws flaws = new RuleFlaws(fields);
        flaws.check(rules);
        return List.copyOf(flaws.flaws);
    }

    private void check(RuleNode node) {
        switch (node) {
            case RuleSet set -> set.rules().forEach(this::check);
            case Rule rule -> {
                checkOperator(rule);
                checkEnds(rule);
                check(rule.also());
            }
        }
    }

    private void checkOperator(Rule rule) {
        Optional<FieldType> type =
                rule.left() instanceof Operand.Variable variable
                        ? fields.typeOfVariable(variable.source())
                        : Optional.empty();
        if (type.isPresent() && !type.get().operators().contains(rule.operator())) {
            flaw(
                    rule,
                    "%s is of type %s, which does not have the operator %s",
                    rule.left().source(),
                    type.get().id(),
                    rule.operator().text());
        }
    }

    private void checkEnds(Rule rule) {
        boolean between =
                rule.operator() == Operator.IS_BETWEEN
                        || rule.operator() == Operator.IS_NOT_BETWEEN;
        if (!between || !(rule.right() instanceof Operand.Literal literal)) {
            return;
        }
        List<Comparand> ends = literal.resolve(Vars.empty()).ends();
        if (ends.size() != 2) {
            flaw(rule, "%s needs two ends, such as 10-20", rule.operator().text());
            return;
        }
        Integer order = Comparisons.order(ends.getFirst(), ends.getLast());
        if (order == null) {
            flaw(rule, "the ends of %s are neither numbers nor times", rule.operator().text());
        } else if (order > 0) {
            flaw(rule, "the first end of %s is after the second", rule.operator().text());
        }
    }

    private void flaw(Rule rule, String reason, Object... parts) {
        String place = rule.path().isEmpty() ? "Rule" : "Rule " + rule.path();
        flaws.add(place + ": " + reason.formatted(parts));
    }
}
