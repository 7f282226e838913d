package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.util.List;
import java.util.Optional;

/**
 * Gives a field of the lead a value before its types are read.
 *
 * @param field id of the field, without {@code lead.}
 * @param rules when it is done; empty: always
 */
public record Mapping(String field, Value value, Optional<RuleSet> rules) {

    /** Where the value comes from. */
    public sealed interface Value {

        /** A text or a number that stands in the definition, an empty text too. */
        record Constant(Object value) implements Value {}

        /** Worked out for each lead; nothing is done when it comes to nothing. */
        record Rendered(Template template) implements Value {}

        /** One value for each item that comes to something. */
        record Each(List<Value> items) implements Value {
            public Each {
                items = List.copyOf(items);
            }
        }
    }
}
