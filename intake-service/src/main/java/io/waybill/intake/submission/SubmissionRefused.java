package io.waybill.intake.submission;

/**
 * Ends the reading of a call. The message is for the source and repeats nothing of what it sent.
 */
public final class SubmissionRefused extends RuntimeException {

    private final transient Refusal refusal;

    public SubmissionRefused(Refusal refusal, String message) {
        // A refusal is an everyday answer: it needs no stack trace.
        super(message, null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    public String text() {
        String message = getMessage();
        return message == null ? refusal.code() : message;
    }
}
