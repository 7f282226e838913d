package io.waybill.flowengine.warning;

/**
 * Something that works and is hardly meant.
 *
 * @param field path in the JSON of the definition, as {@code steps[1].delivery}
 * @param message a sentence that names the step or source and what to do
 */
public record Warning(String field, String message) {}
