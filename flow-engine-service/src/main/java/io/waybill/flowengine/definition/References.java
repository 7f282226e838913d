package io.waybill.flowengine.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the dotted paths that rules and templates read, as {@code lead.phone_1.area}. */
final class References {

    private static final Pattern EXPRESSION =
            Pattern.compile("\\{\\{\\{?(.*?)}}}?", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern PATH = Pattern.compile("[A-Za-z_][\\w-]*(\\.[\\w-]+)*");

    private References() {}

    static Set<String> ofRules(@Nullable Object json) {
        Set<String> found = new LinkedHashSet<>();
        collect(json, found);
        return found;
    }

    static Set<String> ofTemplate(String template) {
        Set<String> found = new LinkedHashSet<>();
        Matcher expressions = EXPRESSION.matcher(template);
        while (expressions.find()) {
            String expression = QUOTED.matcher(expressions.group(1)).replaceAll(" ").strip();
            if (!expression.startsWith("!") && !expression.startsWith("/")) {
                collectExpression(expression, found);
            }
        }
        return found;
    }

    private static void collect(@Nullable Object json, Set<String> found) {
        switch (json) {
            case Map<?, ?> object -> {
                if (object.get("lhv") instanceof String lhv) {
                    collectOperand(lhv, found);
                }
                collectTemplates(object.get("rhv"), found);
                collect(object.get("rules"), found);
                collect(object.get("rule_set"), found);
            }
            case List<?> items -> items.forEach(item -> collect(item, found));
            case null, default -> {}
        }
    }

    private static void collectOperand(String lhv, Set<String> found) {
        if (lhv.contains("{{")) {
            found.addAll(ofTemplate(lhv));
        } else {
            found.add(lhv.strip());
        }
    }

    private static void collectTemplates(@Nullable Object value, Set<String> found) {
        switch (value) {
            case String text -> found.addAll(ofTemplate(text));
            case List<?> items -> items.forEach(item -> collectTemplates(item, found));
            case null, default -> {}
        }
    }

    /**
     * A single word is a variable; of a helper's call only the arguments that have a dot are surely
     * variables, since any other may be an option or a name inside a block.
     */
    private static void collectExpression(String expression, Set<String> found) {
        String[] words = expression.replaceAll("[#^&~()|]", " ").strip().split("\\s+");
        if (words.length == 1 && expression.startsWith(words[0]) && isVariable(words[0])) {
            found.add(words[0]);
            return;
        }
        for (String word : words) {
            String argument = word.substring(word.indexOf('=') + 1);
            if (argument.contains(".") && isVariable(argument)) {
                found.add(argument);
            }
        }
    }

    private static boolean isVariable(String word) {
        return PATH.matcher(word).matches()
                && !word.equals("else")
                && !word.equals("this")
                && !word.startsWith("this.");
    }
}
