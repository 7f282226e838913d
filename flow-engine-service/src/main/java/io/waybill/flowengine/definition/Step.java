package io.waybill.flowengine.definition;

/** One step of a flow; steps run in their order. */
public sealed interface Step permits FilterStep, RecipientStep {

    String id();

    String name();

    boolean enabled();
}
