package io.waybill.language;

import io.waybill.language.TemplateCall.Argument;
import io.waybill.language.templates.InvalidExpression;
import io.waybill.language.templates.MathExpression;
import io.waybill.language.templates.TextPattern;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands in a template besides its text, checked and compiled once.
 *
 * @param variables dotted paths that it reads, but for those inside {@code each} and {@code with},
 *     whose meaning depends on the value
 * @param expressions of {@code math}, by their text; {@code patterns} of {@code replace} and {@code
 *     extract} likewise, by helper and text
 */
record TemplateParts(
        Set<String> variables,
        Map<String, MathExpression> expressions,
        Map<String, TextPattern> patterns) {

    /**
     * @throws InvalidTemplate for a call that cannot work
     */
    static TemplateParts of(List<TemplateTag> tags) {
        Collector collector = new Collector();
        tags.forEach(collector::add);
        return new TemplateParts(
                Set.copyOf(collector.variables),
                Map.copyOf(collector.expressions),
                Map.copyOf(collector.patterns));
    }

    static String patternKey(String helper, String pattern) {
        return helper + " " + pattern;
    }

    private static final class Collector {
        private final Set<String> variables = new LinkedHashSet<>();
        private final Map<String, MathExpression> expressions = new HashMap<>();
        private final Map<String, TextPattern> patterns = new HashMap<>();
        private final Deque<String> blocks = new ArrayDeque<>();

        void add(TemplateTag tag) {
            switch (tag.kind()) {
                case OPEN -> {
                    call(tag.call());
                    blocks.push(tag.call().name());
                }
                case CLOSE -> blocks.poll();
                case OTHERWISE -> {
                    if (!tag.call().name().isEmpty()) {
                        call(tag.call());
                    }
                }
                case VALUE -> {
                    if (tag.call().isAlone()) {
                        read(tag.call().name());
                    } else {
                        call(tag.call());
                    }
                }
                case COMMENT -> {}
            }
        }

        private void call(TemplateCall call) {
            try {
                HelperCheck.check(call);
                compile(call);
            } catch (InvalidExpression e) {
                throw new InvalidTemplate("%s: %s".formatted(call.name(), e.reason()));
            }
            call.arguments().forEach(this::argument);
            call.options().values().forEach(this::argument);
        }

        private void compile(TemplateCall call) {
            switch (call.name()) {
                case "math" -> {
                    if (call.arguments().getFirst() instanceof Argument.Text(String text)) {
                        MathExpression expression = MathExpression.compile(text);
                        expressions.put(text, expression);
                        expression.variables().forEach(this::read);
                    }
                }
                case "replace", "extract" -> {
                    if (call.options().get("pattern") instanceof Argument.Text(String text)) {
                        patterns.put(
                                patternKey(call.name(), text),
                                TextHelpers.pattern(call.name(), text));
                    }
                }
                default -> {}
            }
        }

        private void argument(Argument argument) {
            switch (argument) {
                case Argument.Variable(String path) -> read(path);
                case Argument.Nested(TemplateCall nested) -> call(nested);
                case Argument.Text _, Argument.Plain _ -> {}
            }
        }

        private void read(String path) {
            boolean relative =
                    blocks.contains("each")
                            || blocks.contains("with")
                            || path.startsWith("this")
                            || path.startsWith("@")
                            || path.startsWith(".");
            if (!relative) {
                variables.add(path.replace(".[", ".").replace("]", ""));
            }
        }
    }
}
