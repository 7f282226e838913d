package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.util.Optional;

/**
 * Stops a lead that its rules match.
 *
 * @param reason what the source is told; empty: the sentence of the deciding rule
 */
public record FilterStep(
        String id,
        String name,
        boolean enabled,
        RuleSet rules,
        LeadOutcome outcome,
        Optional<Template> reason)
        implements Step {

    @Override
    public Optional<String> resultKey() {
        return Optional.empty();
    }

    @Override
    public Optional<RuleSet> criteria() {
        return Optional.empty();
    }
}
