package io.waybill.flowengine.definition;

import io.waybill.flowengine.counter.Cap;
import io.waybill.language.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands a lead to a buyer and waits for the answer.
 *
 * @param key name of its result in rules and templates
 * @param criteria a lead that fails them skips the step
 * @param settings delivery settings; values are templates, secrets are sealed
 * @param settleWithin how long delivery may take to settle
 * @param repeatSafe the destination recognises the idempotency key of a repeated attempt
 * @param caps a reached one skips the step
 */
public record RecipientStep(
        String id,
        String key,
        String name,
        boolean enabled,
        Optional<RuleSet> criteria,
        Map<String, Object> settings,
        Pricing salePrice,
        Duration settleWithin,
        boolean repeatSafe,
        Feedback feedback,
        List<Cap> caps)
        implements Step {

    @Override
    public Optional<String> resultKey() {
        return Optional.of(key);
    }

    /** Which feedback the buyer may give; returns may have an age limit. */
    public record Feedback(
            boolean returns, Optional<Integer> returnMaxAgeDays, boolean conversions) {}
}
