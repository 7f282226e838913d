package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import java.util.Optional;

/**
 * Finds something out about the lead and appends it under its key.
 *
 * @param key name of its result in rules and templates
 */
public record EnhancementStep(
        String id,
        String key,
        String name,
        boolean enabled,
        Optional<RuleSet> criteria,
        Enhancement kind)
        implements Step {

    @Override
    public Optional<String> resultKey() {
        return Optional.of(key);
    }
}
