package io.waybill.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rules in words, before there is a lead: what stands on the right is shown as it was written, so
 * that no value of anybody is among them.
 */
public final class RuleWords {

    private final Function<Operator, String> verb;

    private RuleWords(Function<Operator, String> verb) {
        this.verb = verb;
    }

    /**
     * What the rules ask of a lead, one sentence for each that must hold by itself: {@code State
     * must not be FL}. Rules joined by or are one sentence.
     */
    public static List<String> demands(RuleSet rules) {
        return new RuleWords(Operator::demand).sentences(rules);
    }

    /** What the rules look at, one sentence for each: {@code State is equal to FL}. */
    public static List<String> facts(RuleSet rules) {
        return new RuleWords(Operator::text).sentences(rules);
    }

    /** What the rules look at, in one sentence; empty for a set without rules. */
    public static String fact(RuleSet rules) {
        return new RuleWords(Operator::text).set(rules, false);
    }

    private List<String> sentences(RuleSet rules) {
        if (rules.isEmpty()) {
            return List.of();
        }
        if (rules.junction() == RuleSet.Junction.OR) {
            return List.of(set(rules, false));
        }
        List<String> sentences = new ArrayList<>();
        rules.rules()
                .forEach(node -> {
                    if (node instanceof RuleSet set) {
                        sentences.addAll(sentences(set));
                    } else if (node instanceof Rule rule) {
                        sentences.add(comparison(rule));
                        sentences.addAll(sentences(rule.also()));
                    }
                });
        return sentences;
    }

    private String node(RuleNode node) {
        return switch (node) {
            case RuleSet set -> set(set, true);
            case Rule rule when rule.also().isEmpty() -> comparison(rule);
            case Rule rule -> "(" + comparison(rule) + " and " + set(rule.also(), true) + ")";
        };
    }

    private String set(RuleSet rules, boolean inner) {
        List<String> parts = rules.rules().stream().map(this::node).toList();
        String joiner = rules.junction() == RuleSet.Junction.AND ? " and " : " or ";
        String joined = String.join(joiner, parts);
        return inner && parts.size() > 1 ? "(" + joined + ")" : joined;
    }

    private String comparison(Rule rule) {
        String subject = Sentences.label(rule) + " " + verb.apply(rule.operator());
        return rule.operator().isBinary()
                ? subject + " " + Sentences.shortened(rule.right().source())
                : subject;
    }
}
