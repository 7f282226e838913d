package io.waybill.flowengine.definition;

/**
 * Why a definition cannot be saved or deployed.
 *
 * @param field path in the JSON of the definition, as {@code steps[1].delivery.url}
 * @param message a sentence that names the step or source and the reason
 */
public record Flaw(String field, String message) {}
