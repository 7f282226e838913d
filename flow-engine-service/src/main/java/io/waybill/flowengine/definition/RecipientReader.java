package io.waybill.flowengine.definition;

import io.waybill.language.Retry;
import io.waybill.language.RetryReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads recipients, whether they are steps of their own or stand in a routing step. */
final class RecipientReader {

    private final Scope scope;
    private final LanguageReader language;
    private final StepNames names;
    private final FeedbackReader feedback;
    private final int respondSeconds;

    RecipientReader(
            Scope scope,
            LanguageReader language,
            StepNames names,
            FeedbackReader feedback,
            int respondSeconds) {
        this.scope = scope;
        this.language = language;
        this.names = names;
        this.feedback = feedback;
        this.respondSeconds = respondSeconds;
    }

    /** Of a Buyer Step, where the type says so: it hands over as any recipient does. */
    RecipientStep read(ObjectReader step) {
        boolean toPartner = step.text("type").filter(PartnershipReader.BUYER::equals).isPresent();
        boolean enabled = step.flag("enabled", !toPartner);
        String name = step.name();
        int settleSeconds =
                step.whole("settle_within", 1, FlowReader.LONGEST_RESPONSE_SECONDS)
                        .orElse(respondSeconds);
        String key = names.key(step, name);
        RecipientStep recipient =
                new RecipientStep(
                        names.id(step),
                        key,
                        name,
                        enabled,
                        language.rules(step, "rule_set"),
                        toPartner
                                ? RecipientStep.Handover.TO_PARTNER
                                : handover(step, settleSeconds),
                        toPartner
                                ? Optional.of(
                                        new PartnershipReader(scope, language).read(step, enabled))
                                : Optional.empty(),
                        new PricingReader(language).sale(step, "sale_price"),
                        Duration.ofSeconds(settleSeconds),
                        step.flag("repeat_safe", false),
                        retry(step),
                        feedback.ofStep(step),
                        new CapReader(scope, language).read(step));
        scope.add(key);
        return recipient;
    }

    private RecipientStep.Handover handover(ObjectReader step, int settleSeconds) {
        Optional<UUID> destination = id(step, "destination_id");
        return new RecipientStep.Handover(
                destination,
                id(step, "credential_id"),
                new DeliveryReader(language).read(step, settleSeconds, destination.isPresent()));
    }

    /** The id under a key; what is none is a flaw. */
    static Optional<UUID> id(ObjectReader step, String key) {
        Optional<String> text = step.text(key).map(String::strip).filter(id -> !id.isEmpty());
        try {
            return text.map(UUID::fromString);
        } catch (IllegalArgumentException notAnId) {
            step.flaw(key, key + " is no id");
            return Optional.empty();
        }
    }

    private static Optional<Retry> retry(ObjectReader step) {
        // What cannot be used must not stop a version that was deployed with it.
        return switch (step.raw("retry")) {
            case null -> Optional.empty();
            case Map<?, ?> json ->
                    Optional.of(
                            RetryReader.read(
                                    json,
                                    (key, flaw) ->
                                            step.unfit(
                                                    "retry." + key, "retry." + key + " " + flaw)));
            default -> {
                step.unfit("retry", "retry must be an object");
                yield Optional.empty();
            }
        };
    }
}
