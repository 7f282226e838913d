package io.waybill.language.fieldtypes;

import java.time.Instant;
import java.util.function.Function;

/** Reads one submitted value. Total: what it cannot read is kept as is and marked as not valid. */
@FunctionalInterface
public interface ValueParser {

    /**
     * @param raw text, number, boolean, or whatever else stood in the submission
     * @param now when it was submitted
     */
    Parsed parse(Object raw, Instant now);

    /** One that makes the same of a value at all times. */
    static ValueParser timeless(Function<Object, Parsed> parser) {
        return (raw, now) -> parser.apply(raw);
    }
}
