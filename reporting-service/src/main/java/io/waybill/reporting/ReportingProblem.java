package io.waybill.reporting;

import io.waybill.servicekit.problem.ProblemCode;

/** The errors that only reporting answers with. */
public enum ReportingProblem implements ProblemCode {
    /** The installation's own operations need its operator key. */
    OPERATOR_KEY_WRONG("reporting.operator-key-wrong", 401),
    /** No operator key is configured, so nobody can ask for it. */
    OPERATOR_KEY_MISSING("reporting.operator-key-missing", 403),
    /** One rebuild at a time. */
    REBUILD_RUNNING("reporting.rebuild-running", 409),
    /** Exports hold connections; so many at once, and so many of one account. */
    EXPORTS_BUSY("reporting.exports-busy", 503);

    private final String code;
    private final int status;

    ReportingProblem(String code, int status) {
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
}
