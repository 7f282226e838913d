package io.waybill.feedback;

import io.waybill.servicekit.problem.ProblemCode;

/** The errors that only this service answers with. */
public enum FeedbackProblem implements ProblemCode {
    KEY_REUSED("feedback.key-reused", 422),
    IMPORT_UNREADABLE("feedback.import-unreadable", 400),
    IMPORT_CLOSED("feedback.import-closed", 409),
    IMPORT_PART_CHANGED("feedback.import-part-changed", 409),
    IMPORTS_TOO_MANY("feedback.imports-too-many", 409);

    private final String code;
    private final int status;

    FeedbackProblem(String code, int status) {
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
