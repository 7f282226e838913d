package io.waybill.language;

import java.util.function.Supplier;

/**
 * Bounds what the rules and templates of one decision may cost together: each of them is bounded by
 * itself, but an owner may write thousands and a source may send thousands of values. Work is
 * counted, not timed, so that the same decision ends at the same point everywhere.
 */
public final class WorkLimit {

    /**
     * Steps of about ten nanoseconds: a character that a pattern reads, a pair that is compared.
     */
    public static final long STEPS = 20_000_000;

    private static final ScopedValue<WorkLimit> CURRENT = ScopedValue.newInstance();

    private long left = STEPS;

    private WorkLimit() {}

    /**
     * Makes a decision; one within another counts as the outer one.
     *
     * @throws TooMuchWork when it needs more than {@value #STEPS} steps
     */
    public static <T> T within(Supplier<T> decision) {
        return CURRENT.isBound()
                ? decision.get()
                : ScopedValue.where(CURRENT, new WorkLimit()).call(decision::get);
    }

    /** Counts work that was done or is about to be; nothing outside of a decision. */
    public static void spend(long steps) {
        if (CURRENT.isBound()) {
            WorkLimit limit = CURRENT.get();
            limit.left -= steps;
            if (limit.left < 0) {
                throw new TooMuchWork();
            }
        }
    }

    /** A flow and a lead that together would hold up all others. */
    public static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchWork() {
            super("Rules and templates need more than " + STEPS + " steps");
        }
    }
}
