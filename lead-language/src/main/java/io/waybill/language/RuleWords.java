package io.waybill.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rules in words, before there is a lead: what stands on the right is shown as it was written, so
 * that no value of anybody is among them.
 */
public final class RuleWords {

    private static final int MOST_VALUES_TOLD = 5;
    private static final int LONGEST_TOLD = 80;

    private final Function<Operator, String> verb;
    private final boolean tellsLists;

    private RuleWords(Function<Operator, String> verb, boolean tellsLists) {
        this.verb = verb;
        this.tellsLists = tellsLists;
    }

    /**
     * What the rules ask of a lead, one sentence for each that must hold by itself: {@code State
     * must not be FL}. Rules joined by or are one sentence. Of a long list only the field is told:
     * it may be whom a seller has blocked.
     */
    public static List<String> demands(RuleSet rules) {
        return new RuleWords(Operator::demand, false).sentences(rules);
    }

    /** What the rules look at, one sentence for each: {@code State is equal to FL}. */
    public static List<String> facts(RuleSet rules) {
        return new RuleWords(Operator::text, true).sentences(rules);
    }

    /** What the rules look at, in one sentence; empty for a set without rules. */
    public static String fact(RuleSet rules) {
        return new RuleWords(Operator::text, true).set(rules, false);
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
        if (!rule.operator().isBinary()) {
            return subject;
        }
        String right = rule.right().source();
        return tellsLists || !isLong(right)
                ? subject + " " + Sentences.shortened(right)
                : Sentences.label(rule) + " is checked against a list";
    }

    private static boolean isLong(String right) {
        return right.length() > LONGEST_TOLD
                || right.chars().filter(c -> c == ',').count() >= MOST_VALUES_TOLD;
    }
}
