package io.waybill.language;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One rendering of a template: what it sees, what it may still cost. One thread uses it, once. */
final class Rendering {

    static final ScopedValue<Rendering> CURRENT = ScopedValue.newInstance();

    private final Vars vars;
    private final TemplateParts parts;
    private final UnaryOperator<String> encoding;
    private final TemplateBudget budget = new TemplateBudget();
    private @Nullable Object last;

    /**
     * @param encoding of what each tag writes, but for tags in three braces
     */
    Rendering(Vars vars, TemplateParts parts, UnaryOperator<String> encoding) {
        this.vars = vars;
        this.parts = parts;
        this.encoding = encoding;
    }

    Vars vars() {
        return vars;
    }

    TemplateParts parts() {
        return parts;
    }

    String encoded(String text) {
        return encoding.apply(text);
    }

    TemplateBudget budget() {
        return budget;
    }

    /** The value that a tag has given, before it becomes text. */
    void gave(Object value) {
        last = value;
    }

    @Nullable Object last() {
        return last;
    }
}
