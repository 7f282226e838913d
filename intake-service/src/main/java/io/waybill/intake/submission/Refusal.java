package io.waybill.intake.submission;

/**
 * Why a call makes no lead. The code is stable and stands in the documentation and on the ledger.
 */
public enum Refusal {
    METHOD_NOT_ALLOWED("intake.method-not-allowed", 405, Shape.TEXT),
    REPLY_FORMAT_UNKNOWN("intake.reply-format-unknown", 406, Shape.TEXT),
    BODY_TYPE_MISSING("intake.body-type-missing", 415, Shape.TEXT),
    BODY_TYPE_UNKNOWN("intake.body-type-unknown", 406, Shape.TEXT),
    BODY_UNREADABLE("intake.body-unreadable", 400, Shape.TEXT),
    BODY_TOO_LARGE("intake.body-too-large", 413, Shape.TEXT),
    BODY_TOO_SLOW("intake.body-too-slow", 408, Shape.TEXT),
    FIELDS_TOO_MANY("intake.fields-too-many", 413, Shape.TEXT),
    REDIRECT_INVALID("intake.redirect-invalid", 400, Shape.TEXT),
    KEY_INVALID("intake.key-invalid", 400, Shape.TEXT),
    SOURCE_UNAUTHORIZED("intake.source-unauthorized", 401, Shape.MESSAGE),
    FLOW_DISABLED("intake.flow-disabled", 403, Shape.MESSAGE),
    SOURCE_DISABLED("intake.source-disabled", 403, Shape.MESSAGE),
    SOURCE_UNKNOWN("intake.source-unknown", 404, Shape.MESSAGE),
    KEY_REUSED("intake.key-reused", 422, Shape.MESSAGE),
    CALLS_TOO_MANY("intake.calls-too-many", 429, Shape.MESSAGE),
    SERVICE_UNAVAILABLE("intake.service-unavailable", 503, Shape.MESSAGE);

    /** How the refusal is told: as plain text, or as a message in the format that was asked for. */
    public enum Shape {
        TEXT,
        MESSAGE
    }

    private final String code;
    private final int status;
    private final Shape shape;

    Refusal(String code, int status, Shape shape) {
        this.code = code;
        this.status = status;
        this.shape = shape;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public Shape shape() {
        return shape;
    }

    /** True where the same call may succeed a little later. */
    public boolean passing() {
        return this == CALLS_TOO_MANY || this == SERVICE_UNAVAILABLE;
    }
}
