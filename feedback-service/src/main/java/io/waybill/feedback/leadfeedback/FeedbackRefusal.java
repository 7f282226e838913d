package io.waybill.feedback.leadfeedback;

/** Why a feedback is not taken. The codes stand in events and are never changed. */
public enum FeedbackRefusal {
    UNKNOWN_TYPE("feedback.type-unknown", "Feedback type must be return or conversion"),
    RETURN_NOT_ENABLED("feedback.return-not-enabled", "Return feedback is not enabled"),
    CONVERSION_NOT_ENABLED("feedback.conversion-not-enabled", "Conversion feedback is not enabled"),
    RETURN_TOO_LATE("feedback.return-too-late", "Lead is past the age at which it can be returned");

    private final String code;
    private final String sentence;

    FeedbackRefusal(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public String code() {
        return code;
    }

    /** The refusal in words; holds no value of anybody. */
    public String sentence() {
        return sentence;
    }
}
