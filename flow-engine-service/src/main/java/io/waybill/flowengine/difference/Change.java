package io.waybill.flowengine.difference;

/**
 * One difference, told of the later definition.
 *
 * @param about flow, field, source or step
 * @param id of that part; empty for the flow itself
 * @param sentence what changed, beginning with the part it changed in; never a secret
 */
public record Change(String about, String id, String sentence) {}
