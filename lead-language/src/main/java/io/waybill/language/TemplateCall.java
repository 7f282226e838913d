package io.waybill.language;

import java.util.List;
import java.util.Map;

/**
 * What stands in a tag of a template: a name and what it is given, {@code format lead.dob
 * format="YYYY"}. A name alone is a variable or a helper without arguments.
 */
record TemplateCall(String name, List<Argument> arguments, Map<String, Argument> options) {

    sealed interface Argument {

        /** In quotes. */
        record Text(String text) implements Argument {}

        /** A number, {@code true}, {@code false}, {@code null}. */
        record Plain(String text) implements Argument {}

        record Variable(String path) implements Argument {}

        /** In parentheses. */
        record Nested(TemplateCall call) implements Argument {}
    }

    boolean isAlone() {
        return arguments.isEmpty() && options.isEmpty();
    }
}
