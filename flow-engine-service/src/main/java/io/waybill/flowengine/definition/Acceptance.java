package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.util.Optional;

/**
 * Which leads a flow takes.
 *
 * @param criteria empty: every lead is taken
 * @param reason what a refused source is told; empty: the sentence of the failing rule
 */
public record Acceptance(Optional<RuleSet> criteria, Optional<Template> reason) {}
