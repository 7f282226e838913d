package io.waybill.flowengine.definition;

import io.waybill.flowengine.counter.Cap;
import io.waybill.language.Retry;
import io.waybill.language.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands a lead to a buyer and waits for the answer: to an address, or in a Buyer Step to a partner
 * over a connection.
 *
 * @param key name of its result in rules and templates
 * @param criteria a lead that fails them skips the step
 * @param handover where to, and how
 * @param partnership with whom, in a Buyer Step; its handover is the partner's to say
 * @param settleWithin how long delivery may take to settle
 * @param repeatSafe the destination recognises the idempotency key of a repeated attempt
 * @param retry goes before what the destination says on attempts
 * @param caps a reached one skips the step
 */
public record RecipientStep(
        String id,
        String key,
        String name,
        boolean enabled,
        Optional<RuleSet> criteria,
        Handover handover,
        Optional<Partnership> partnership,
        Pricing salePrice,
        Duration settleWithin,
        boolean repeatSafe,
        Optional<Retry> retry,
        Feedback feedback,
        List<Cap> caps)
        implements Step {

    @Override
    public Optional<String> resultKey() {
        return Optional.of(key);
    }

    /**
     * How a lead is handed over.
     *
     * @param destinationId whose settings these are written over; empty: they stand alone
     * @param credentialId used in place of the destination's
     * @param settings delivery settings; values are templates, secrets are sealed
     */
    public record Handover(
            Optional<UUID> destinationId,
            Optional<UUID> credentialId,
            Map<String, Object> settings) {

        static final Handover TO_PARTNER =
                new Handover(Optional.empty(), Optional.empty(), Map.of());
    }

    /** Which feedback the buyer may give; returns may have an age limit. */
    public record Feedback(
            boolean returns, Optional<Integer> returnMaxAgeDays, boolean conversions) {}
}
