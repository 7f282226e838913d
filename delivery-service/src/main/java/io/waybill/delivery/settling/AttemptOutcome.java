package io.waybill.delivery.settling;

/** What one attempt came to. */
public enum AttemptOutcome {
    SUCCESS,
    FAILURE,
    /** Nothing was taken for certain: not sent, or answered with an error. */
    ERROR,
    /** It was sent, or may have been, and no whole answer was read. */
    UNANSWERED;

    /**
     * The outcome that a reply's status stands for: only 2xx is success, 4xx is failure, anything
     * else is an error.
     */
    public static AttemptOutcome ofStatus(int status) {
        return switch (status / 100) {
            case 2 -> SUCCESS;
            case 4 -> FAILURE;
            default -> ERROR;
        };
    }
}
