package io.waybill.language;

import org.jspecify.annotations.Nullable;

/** One rendering of a template: what it sees, what it may still cost. One thread uses it, once. */
final class Rendering {

    static final ScopedValue<Rendering> CURRENT = ScopedValue.newInstance();

    private final Vars vars;
    private final TemplateParts parts;
    private final TemplateBudget budget = new TemplateBudget();
    private @Nullable Object last;

    Rendering(Vars vars, TemplateParts parts) {
        this.vars = vars;
        this.parts = parts;
    }

    Vars vars() {
        return vars;
    }

    TemplateParts parts() {
        return parts;
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
