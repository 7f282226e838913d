package io.waybill.delivery.settling;

import java.time.Instant;

/**
 * What was asked of a delivery.
 *
 * @param settleBy when the step must have its outcome
 * @param repeatSafe the destination recognises the idempotency key, so an attempt that got no
 *     answer may be repeated
 * @param policy of attempts, within settling and beyond
 * @param until when the last attempt beyond settling may start
 * @param further what may be sent once the step has its outcome
 */
public record Terms(
        Instant settleBy, boolean repeatSafe, RetryPolicy policy, Instant until, Further further) {

    /** What may be sent once the step has its outcome. */
    public enum Further {
        /** Nothing: somebody waited for an answer, and does not any more. */
        NEVER,
        /**
         * Only what this receiver may hold already: otherwise another one may have been given the
         * lead meanwhile.
         */
        WHERE_IT_MAY_BE,
        ALWAYS
    }

    /** Nothing is sent beyond settling unless somebody asks for it. */
    public static Terms within(Instant settleBy, boolean repeatSafe, RetryPolicy policy) {
        return new Terms(settleBy, repeatSafe, policy, settleBy, Further.ALWAYS);
    }

    /**
     * Whether this receiver may be sent the lead once the step has its outcome.
     *
     * @param doubtful an attempt may have reached it
     */
    boolean allowsMore(boolean doubtful) {
        return switch (further) {
            case NEVER -> false;
            case WHERE_IT_MAY_BE -> doubtful;
            case ALWAYS -> true;
        };
    }
}
