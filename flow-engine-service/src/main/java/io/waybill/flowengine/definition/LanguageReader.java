package io.waybill.flowengine.definition;

import io.waybill.language.InvalidRule;
import io.waybill.language.InvalidTemplate;
import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compiles the rules and templates of a definition and checks that what they read exists. */
final class LanguageReader {

    private final Scope scope;

    LanguageReader(Scope scope) {
        this.scope = scope;
    }

    /** The rule set under a key; empty when there is none or it has no rule. */
    Optional<RuleSet> rules(ObjectReader owner, String key) {
        Object json = owner.raw(key);
        try {
            RuleSet rules = RuleSet.parse(json);
            if (rules.isEmpty()) {
                return Optional.empty();
            }
            report(owner, key, References.ofRules(json), false);
            rules.flaws(scope.fields()).forEach(flaw -> owner.unfit(key, flaw));
            return Optional.of(rules);
        } catch (InvalidRule invalid) {
            owner.flaw(key, message(invalid));
            return Optional.of(RuleSet.empty());
        }
    }

    /** The template under a key, if there is one. */
    Optional<Template> template(ObjectReader owner, String key) {
        return owner.text(key)
                .filter(text -> !text.isBlank())
                .flatMap(text -> compile(owner, key, text));
    }

    Optional<Template> compile(ObjectReader owner, String key, String text) {
        try {
            Template template = Template.compile(text);
            report(owner, key, References.ofTemplate(text), false);
            return Optional.of(template);
        } catch (InvalidTemplate invalid) {
            owner.flaw(key, key + " is not a template: " + message(invalid));
            return Optional.empty();
        }
    }

    /** Checks that a variable exists. */
    void checkPath(ObjectReader owner, String key, String path) {
        report(owner, key, Set.of(path), false);
    }

    /**
     * Checks that a mapping does not write what is masked into a field that is not.
     *
     * @param property the field that the mapping sets
     */
    void checkShown(ObjectReader mapping, String property) {
        if (scope.isMasked(property)) {
            return;
        }
        Object given = mapping.raw("value");
        List<?> values =
                given instanceof List<?> items ? items : given == null ? List.of() : List.of(given);
        for (Object value : values) {
            if (value instanceof String text && text.contains("{{")) {
                masked(text)
                        .ifPresent(path ->
                                mapping.unfit(
                                        "value",
                                        path + " is masked, and " + property + " would show it"));
            }
        }
    }

    private Optional<String> masked(String text) {
        try {
            return References.ofTemplate(text).stream().filter(scope::isMasked).findFirst();
        } catch (InvalidTemplate saidWhereItIsCompiled) {
            return Optional.empty();
        }
    }

    /** Checks the template of a delivery setting, which delivery compiles when it sends. */
    void checkSetting(ObjectReader owner, String key, String text) {
        try {
            Template.compile(text);
            report(owner, key, References.ofTemplate(text), true);
        } catch (InvalidTemplate invalid) {
            owner.unfit(key, key + " is not a template: " + message(invalid));
        }
    }

    private void report(ObjectReader owner, String key, Set<String> paths, boolean inDelivery) {
        for (String path : paths) {
            scope.unknown(path, inDelivery).ifPresent(reason -> owner.unfit(key, reason));
        }
    }

    private static String message(RuntimeException invalid) {
        String message = invalid.getMessage();
        return message == null ? "it cannot be read" : message;
    }
}
