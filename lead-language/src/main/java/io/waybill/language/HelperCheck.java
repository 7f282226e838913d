package io.waybill.language;

import io.waybill.language.TemplateCall.Argument;
import io.waybill.language.templates.DatePattern;
import io.waybill.language.templates.DateShift;
import io.waybill.language.templates.DateValue;
import io.waybill.language.templates.Digests;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what is wrong with a call of a helper as far as it can be seen without values. */
final class HelperCheck {

    private static final Set<String> NUMBER_OPTIONS = Set.of("format", "locale", "dataType");

    /** Helper to the options that it knows; null stands for any. */
    private static final Map<String, Set<String>> OPTIONS = options();

    private HelperCheck() {}

    /**
     * @throws InvalidTemplate when it cannot work
     */
    static void check(TemplateCall call) {
        String name = call.name();
        Set<String> known = OPTIONS.get(name);
        if (known == null) {
            throw new InvalidTemplate("There is no helper " + Sentences.shortened(name));
        }
        checkArguments(call);
        call.options()
                .forEach((option, value) -> {
                    if (!known.contains(option)
                            && !(name.equals("format") && DateShift.isUnit(option))) {
                        throw new InvalidTemplate(
                                "%s has no option %s".formatted(name, Sentences.shortened(option)));
                    }
                    if (value instanceof Argument.Text(String text)) {
                        checkOption(name, option, text);
                    }
                });
    }

    private static void checkArguments(TemplateCall call) {
        String name = call.name();
        int given = call.arguments().size();
        boolean many = Digests.names().contains(name) || name.equals("lookup");
        if (given == 0 || (given > 1 && !many)) {
            throw new InvalidTemplate(
                    given == 0
                            ? name + " needs a value"
                            : name + " takes one value, its settings are written name=\"…\"");
        }
        if (name.equals("math") && !(call.arguments().getFirst() instanceof Argument.Text)) {
            throw new InvalidTemplate("math takes its expression in quotes");
        }
        if ((name.equals("replace") || name.equals("extract"))
                && !(call.options().get("pattern") instanceof Argument.Text)) {
            throw new InvalidTemplate(name + " needs a pattern in quotes");
        }
    }

    private static void checkOption(String name, String option, String text) {
        boolean fits =
                switch (option) {
                    case "format" -> {
                        DatePattern.check(text);
                        yield true;
                    }
                    case "timezone" -> DateValue.isZone(text);
                    case "operator" -> text.equals("add") || text.equals("subtract");
                    case "dataType" ->
                            Set.of("string", "number").contains(text.toLowerCase(Locale.ROOT));
                    case "encoding" -> Digests.ENCODINGS.contains(text);
                    case "start", "end" -> isNumber(text);
                    default -> !DateShift.isUnit(option) || isNumber(text);
                };
        if (!fits) {
            throw new InvalidTemplate(
                    "%s: %s cannot be %s".formatted(name, option, Sentences.shortened(text)));
        }
    }

    private static boolean isNumber(String text) {
        return FieldType.NUMBER.parse(text).normal() instanceof BigDecimal;
    }

    private static Map<String, Set<String>> options() {
        Map<String, Set<String>> all = new HashMap<>();
        Set.of("if", "unless", "each", "with", "lookup", "lowercase", "uppercase")
                .forEach(name -> all.put(name, Set.of()));
        all.put("format", Set.of("format", "locale", "dataType", "timezone", "operator"));
        all.put("math", NUMBER_OPTIONS);
        all.put("substring", Set.of("start", "end"));
        all.put("replace", Set.of("pattern", "replace"));
        all.put("extract", Set.of("pattern"));
        Digests.names().forEach(name -> all.put(name, Set.of("salt", "encoding")));
        return Map.copyOf(all);
    }
}
