package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import java.util.Optional;

/** Reads the steps of a definition in their order; what a later step may read grows on the way. */
final class StepReader {

    private static final int LONGEST_DESCRIPTION = 2000;

    private final Scope scope;
    private final LanguageReader language;
    private final StepNames names;
    private final RecipientReader recipients;
    private final EnhancementReader enhancements;
    private final RoutingReader routings;

    StepReader(
            Scope scope,
            LanguageReader language,
            StepNames names,
            FeedbackReader feedback,
            int respondSeconds) {
        this.scope = scope;
        this.language = language;
        this.names = names;
        this.recipients = new RecipientReader(scope, language, names, feedback, respondSeconds);
        this.enhancements = new EnhancementReader(scope, language, respondSeconds);
        this.routings = new RoutingReader(language, recipients, enhancements);
    }

    /** The step, also where something in it is wrong; empty when its type is unknown. */
    Optional<Step> read(ObjectReader json, int index) {
        ObjectReader step = json.ownedBy(owner("Step", json, index));
        step.text("description")
                .filter(text -> text.length() > LONGEST_DESCRIPTION)
                .ifPresent(_ ->
                        step.unfit(
                                "description",
                                "the description is longer than "
                                        + LONGEST_DESCRIPTION
                                        + " characters"));
        String type = step.text("type").orElse("");
        return switch (type) {
            case "filter" -> Optional.of(filter(step));
            case "enhancement" -> Optional.of(enhancement(step));
            case "recipient", PartnershipReader.BUYER -> Optional.of(recipients.read(step));
            case "routing" -> Optional.of(routing(step));
            case "" -> {
                step.flaw(
                        "type",
                        "the type is missing: filter, enhancement, recipient, buyer or routing");
                yield Optional.empty();
            }
            default -> {
                step.flaw("type", "the type " + type + " is unknown");
                yield Optional.empty();
            }
        };
    }

    /** What flaws of it begin with: its name, or its place where it has none. */
    static String owner(String kind, ObjectReader json, int index) {
        return json.raw("name") instanceof String text && !text.isBlank()
                ? kind + " \"" + text.strip() + "\""
                : kind + " " + (index + 1);
    }

    private FilterStep filter(ObjectReader step) {
        Optional<RuleSet> rules = language.rules(step, "rule_set");
        if (rules.isEmpty()) {
            step.flaw("rule_set", "a filter without a rule would stop every lead or none");
        }
        return new FilterStep(
                names.id(step),
                step.name(),
                step.flag("enabled", true),
                rules.orElseGet(RuleSet::empty),
                outcome(step),
                language.template(step, "reason"));
    }

    /** What a lead ends with; failure where nothing is said. */
    static LeadOutcome outcome(ObjectReader json) {
        String word = json.text("outcome").orElse(LeadOutcome.FAILURE.word());
        Optional<LeadOutcome> outcome = LeadOutcome.of(word);
        if (outcome.isEmpty()) {
            json.flaw("outcome", "the outcome must be success, failure or error");
        }
        return outcome.orElse(LeadOutcome.FAILURE);
    }

    private EnhancementStep enhancement(ObjectReader step) {
        String name = step.name();
        String key = names.key(step, name);
        EnhancementStep read =
                new EnhancementStep(
                        names.id(step),
                        key,
                        name,
                        step.flag("enabled", true),
                        language.rules(step, "rule_set"),
                        enhancements.read(step, key));
        scope.add(key);
        return read;
    }

    private RoutingStep routing(ObjectReader step) {
        String name = step.name();
        String key = names.key(step, name);
        RoutingStep read = routings.read(step, new RoutingReader.Named(names.id(step), key, name));
        scope.add(key);
        return read;
    }
}
