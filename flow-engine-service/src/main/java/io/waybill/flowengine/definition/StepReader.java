package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the steps of a definition in their order; what a later step may read grows on the way. */
final class StepReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final Scope scope;
    private final LanguageReader language;
    private final int respondSeconds;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    StepReader(Scope scope, LanguageReader language, int respondSeconds) {
        this.scope = scope;
        this.language = language;
        this.respondSeconds = respondSeconds;
    }

    /** The step, also where something in it is wrong; empty when its type is unknown. */
    Optional<Step> read(ObjectReader json, int index) {
        Object name = json.raw("name");
        ObjectReader step =
                json.ownedBy(
                        name instanceof String text && !text.isBlank()
                                ? "Step \"" + text.strip() + "\""
                                : "Step " + (index + 1));
        String type = step.text("type").orElse("");
        return switch (type) {
            case "filter" -> Optional.of(filter(step));
            case "recipient" -> Optional.of(recipient(step));
            case "" -> {
                step.flaw("type", "the type is missing: filter or recipient");
                yield Optional.empty();
            }
            default -> {
                step.flaw("type", "the type " + type + " is unknown");
                yield Optional.empty();
            }
        };
    }

    private FilterStep filter(ObjectReader step) {
        Optional<RuleSet> rules = language.rules(step, "rule_set");
        if (rules.isEmpty()) {
            step.flaw("rule_set", "a filter without a rule would stop every lead or none");
        }
        String word = step.text("outcome").orElse(LeadOutcome.FAILURE.word());
        Optional<LeadOutcome> outcome = LeadOutcome.of(word);
        if (outcome.isEmpty()) {
            step.flaw("outcome", "the outcome must be success, failure or error");
        }
        return new FilterStep(
                id(step),
                step.name(),
                step.flag("enabled", true),
                rules.orElseGet(RuleSet::empty),
                outcome.orElse(LeadOutcome.FAILURE),
                language.template(step, "reason"));
    }

    private RecipientStep recipient(ObjectReader step) {
        String name = step.name();
        int settleSeconds = settleSeconds(step);
        String key = key(step, name);
        RecipientStep recipient =
                new RecipientStep(
                        id(step),
                        key,
                        name,
                        step.flag("enabled", true),
                        language.rules(step, "rule_set"),
                        new DeliveryReader(language).read(step, settleSeconds),
                        new PricingReader(language).sale(step, "sale_price"),
                        Duration.ofSeconds(settleSeconds),
                        step.flag("repeat_safe", false),
                        feedback(step));
        scope.add(key);
        return recipient;
    }

    private int settleSeconds(ObjectReader step) {
        return step.whole("settle_within", 1, FlowReader.LONGEST_RESPONSE_SECONDS)
                .orElse(respondSeconds);
    }

    private static RecipientStep.Feedback feedback(ObjectReader step) {
        Optional<ObjectReader> feedback = step.child("feedback");
        Optional<ObjectReader> returns = feedback.flatMap(f -> f.child("return"));
        Optional<ObjectReader> conversions = feedback.flatMap(f -> f.child("conversion"));
        return new RecipientStep.Feedback(
                returns.map(r -> r.flag("enabled", true)).orElse(true),
                returns.flatMap(r -> r.whole("max_age_days", 1, 3650)),
                conversions.map(c -> c.flag("enabled", true)).orElse(true));
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private String id(ObjectReader step) {
        String id = step.text("id").orElse("");
        if (!isId(id)) {
            step.flaw("id", "the id must be 1 to 64 letters, digits, - or _");
        } else if (!ids.add(id)) {
            step.flaw("id", "another step has the id " + id);
        }
        return id;
    }

    private String key(ObjectReader step, String name) {
        Optional<String> given = step.text("key").filter(text -> !text.isBlank());
        String key = given.orElseGet(() -> slug(name));
        if (!KEY.matcher(key).matches()) {
            step.flaw(
                    "key",
                    given.isPresent()
                            ? "the key must be small letters, digits and _, a letter first"
                            : "its name gives no key; name one");
        } else if (Scope.RESERVED.contains(key)) {
            step.flaw("key", "the key " + key + " has a meaning of its own; name another");
        } else if (!keys.add(key)) {
            step.flaw("key", "another step has the key " + key);
        }
        return key;
    }

    static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String cut = slug.length() > 64 ? slug.substring(0, 64) : slug;
        return !cut.isEmpty() && Character.isDigit(cut.charAt(0)) ? "step_" + cut : cut;
    }
}
