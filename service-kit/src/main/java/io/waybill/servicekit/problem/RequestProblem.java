package io.waybill.servicekit.problem;

/** The errors that every service can answer with. */
public enum RequestProblem implements ProblemCode {
    MALFORMED("request.malformed", 400),
    INVALID("request.invalid", 400),
    NOT_AUTHENTICATED("request.not-authenticated", 401),
    NOT_ALLOWED("request.not-allowed", 403),
    NOT_FOUND("request.not-found", 404),
    METHOD_NOT_ALLOWED("request.method-not-allowed", 405),
    NOT_ACCEPTABLE("request.not-acceptable", 406),
    TOO_LARGE("request.too-large", 413),
    MEDIA_TYPE_UNSUPPORTED("request.media-type-unsupported", 415),
    TOO_MANY("request.too-many", 429),
    INTERNAL("internal", 500),
    UNAVAILABLE("unavailable", 503);

    private final String code;
    private final int status;

    RequestProblem(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    static RequestProblem ofStatus(int status) {
        for (RequestProblem problem : values()) {
            if (problem.status == status) {
                return problem;
            }
        }
        return status >= 500 ? INTERNAL : INVALID;
    }
}
