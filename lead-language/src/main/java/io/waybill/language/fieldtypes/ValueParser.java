package io.waybill.language.fieldtypes;

/** Reads one submitted value. Total: what it cannot read is kept as is and marked as not valid. */
@FunctionalInterface
public interface ValueParser {

    /**
     * @param raw text, number, boolean, or whatever else stood in the submission
     */
    Parsed parse(Object raw);
}
