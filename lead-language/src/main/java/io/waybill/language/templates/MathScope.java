package io.waybill.language.templates;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variables of one evaluation, and what it may still cost. */
final class MathScope {

    private static final int STEPS = 100_000;

    private final Function<String, @Nullable Object> variables;
    private int left = STEPS;

    MathScope(Function<String, @Nullable Object> variables) {
        this.variables = variables;
    }

    Object get(String path) {
        step();
        Object value = variables.apply(path);
        if (value == null) {
            throw new NoValue();
        }
        if (value instanceof List<?> list) {
            spend(list.size());
        }
        return value;
    }

    void step() {
        spend(1);
    }

    private void spend(int steps) {
        left -= steps;
        if (left < 0) {
            throw new NoValue();
        }
    }

    int spent() {
        return STEPS - left;
    }

    /** The expression has no value: a variable is missing, or the work outgrew its limit. */
    static final class NoValue extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoValue() {
            super(null, null, false, false);
        }
    }
}
