package io.waybill.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads rules and refuses, with place and reason, what could not be evaluated later. */
final class RuleParser {

    private static final int DEEPEST = 20;
    private static final int MOST_RULES = 1_000;
    private static final Operand NOTHING = Operand.Literal.of("");

    private int rules;

    private RuleParser() {}

    static RuleSet parse(@Nullable Object json) {
        RuleParser parser = new RuleParser();
        if (json instanceof Map<?, ?> map && map.containsKey("lhv")) {
            return new RuleSet("", RuleSet.Junction.AND, List.of(parser.rule(map, "0", 1)));
        }
        return parser.set(json, "", 0);
    }

    private RuleSet set(@Nullable Object json, String path, int depth) {
        if (json == null) {
            return RuleSet.empty();
        }
        if (!(json instanceof Map<?, ?> map)) {
            throw new InvalidRule(path, "A rule set is an object with op and rules");
        }
        if (map.isEmpty()) {
            return RuleSet.empty();
        }
        if (depth > DEEPEST) {
            throw new InvalidRule(path, "Rules are nested deeper than " + DEEPEST);
        }
        if (!(map.get("rules") instanceof List<?> members)) {
            throw new InvalidRule(path, "rules must be a list");
        }
        RuleSet.Junction junction = junction(map.get("op"), path);
        List<RuleNode> nodes = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            nodes.add(node(members.get(i), path.isEmpty() ? "" + i : path + "." + i, depth + 1));
        }
        return new RuleSet(path, junction, nodes);
    }

    private static RuleSet.Junction junction(@Nullable Object op, String path) {
        String text = op instanceof String string ? string.toLowerCase(Locale.ROOT) : "";
        return switch (text) {
            case "and" -> RuleSet.Junction.AND;
            case "or" -> RuleSet.Junction.OR;
            default -> throw new InvalidRule(path, "op of a rule set must be and or or");
        };
    }

    private RuleNode node(@Nullable Object json, String path, int depth) {
        if (!(json instanceof Map<?, ?> map)) {
            throw new InvalidRule(path, "A rule is an object with lhv, op and rhv");
        }
        return map.containsKey("rules") ? set(map, path, depth) : rule(map, path, depth);
    }

    private Rule rule(Map<?, ?> json, String path, int depth) {
        if (++rules > MOST_RULES) {
            throw new InvalidRule(path, "More than " + MOST_RULES + " rules");
        }
        Operator operator = operator(json.get("op"), path);
        Operand left = left(json.get("lhv"), path);
        Operand right = operator.isBinary() ? right(json.get("rhv"), operator, path) : NOTHING;
        return new Rule(path, left, operator, right, set(json.get("rule_set"), path, depth + 1));
    }

    private static Operator operator(@Nullable Object op, String path) {
        String text = op instanceof String string ? string : "";
        return Operator.find(text)
                .orElseThrow(() ->
                        new InvalidRule(path, "Unknown operator: " + Sentences.shortened(text)));
    }

    private static Operand left(@Nullable Object lhv, String path) {
        if (!(lhv instanceof String text) || text.isBlank()) {
            throw new InvalidRule(path, "lhv must name a variable or be a template");
        }
        if (VarPath.isPath(text)) {
            return new Operand.Variable(VarPath.of(text));
        }
        if (!text.contains("{{")) {
            throw new InvalidRule(path, "lhv is no variable: " + Sentences.shortened(text));
        }
        return template(text, path);
    }

    private static Operand right(@Nullable Object rhv, Operator operator, String path) {
        if (rhv == null) {
            throw new InvalidRule(path, "rhv is missing for: " + operator.text());
        }
        if (rhv instanceof String text && isTemplate(text)) {
            return template(text, path);
        }
        if (rhv instanceof List<?> list && list.stream().anyMatch(RuleParser::isTemplate)) {
            return new Operand.Several(
                    list.stream()
                            .filter(Objects::nonNull)
                            .map(member -> right(member, operator, path))
                            .toList());
        }
        if (!operator.isPattern()) {
            return Operand.Literal.of(rhv);
        }
        try {
            return Operand.Literal.of(SafePattern.compile(Values.text(rhv)));
        } catch (IllegalArgumentException e) {
            throw new InvalidRule(
                    path, e.getMessage() == null ? "Pattern is invalid" : e.getMessage());
        }
    }

    private static boolean isTemplate(@Nullable Object value) {
        return value instanceof String text && text.contains("{{");
    }

    private static Operand template(String text, String path) {
        try {
            Template template = Template.compile(text);
            String inner = text.substring(2, text.length() - 2).strip();
            boolean variable =
                    text.startsWith("{{") && text.endsWith("}}") && VarPath.isPath(inner);
            return variable
                    ? new Operand.Variable(VarPath.of(inner))
                    : new Operand.Written(template);
        } catch (InvalidTemplate e) {
            throw new InvalidRule(
                    path, e.getMessage() == null ? "Template is invalid" : e.getMessage());
        }
    }
}
