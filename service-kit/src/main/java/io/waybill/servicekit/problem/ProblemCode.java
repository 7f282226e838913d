package io.waybill.servicekit.problem;

/**
 * A stable name for a kind of error. Each service has one enum of them; a code that was published
 * keeps its meaning for ever, the detail beside it may be reworded.
 */
public interface ProblemCode {

    /** For example {@code partner.email-taken}. */
    String code();

    /** HTTP status. */
    int status();
}
