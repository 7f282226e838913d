package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import java.util.Optional;

/**
 * Hands a lead to a partner over a connection. Skipped as long as no partner is connected.
 *
 * @param key name of its result in rules and templates
 * @param connectionId the connection that it goes over; empty before a partner was invited
 */
public record BuyerStep(
        String id,
        String key,
        String name,
        boolean enabled,
        Optional<RuleSet> criteria,
        Optional<String> connectionId,
        Pricing salePrice)
        implements Step {

    @Override
    public Optional<String> resultKey() {
        return Optional.of(key);
    }
}
