package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import java.util.Optional;

/** One step of a flow; steps run in their order. */
public sealed interface Step permits FilterStep, EnhancementStep, RecipientStep, RoutingStep {

    String id();

    String name();

    boolean enabled();

    /** Name of its result in rules and templates of later steps; empty when it has none. */
    Optional<String> resultKey();

    /** Whom the step is for: a lead that does not meet them skips it. */
    Optional<RuleSet> criteria();
}
