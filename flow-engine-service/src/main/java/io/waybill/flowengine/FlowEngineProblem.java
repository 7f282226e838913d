package io.waybill.flowengine;

import io.waybill.servicekit.problem.ProblemCode;

/** The errors that only this service answers with. */
public enum FlowEngineProblem implements ProblemCode {
    ACCOUNT_NOT_SELLING("flow-engine.account-not-selling", 403),
    DRAFT_UNUSABLE("flow-engine.draft-unusable", 400),
    FLOW_UNDEPLOYABLE("flow-engine.flow-undeployable", 400),
    FLOW_CHANGED("flow-engine.flow-changed", 409),
    GOLDEN_LEAD_FAILED("flow-engine.golden-lead-failed", 409),
    GOLDEN_LEADS_TOO_MANY("flow-engine.golden-leads-too-many", 409),
    LEAD_ERASED("flow-engine.lead-erased", 410),
    RUN_KEY_REUSED("flow-engine.run-key-reused", 422),
    EXPLANATIONS_BUSY("flow-engine.explanations-busy", 503),
    LIST_IN_USE("flow-engine.list-in-use", 409),
    PROOF_RUNNING("flow-engine.proof-running", 409),
    FILE_UNREADABLE("flow-engine.file-unreadable", 400),
    FILE_FROM_LATER("flow-engine.file-from-later", 400),
    ACCOUNT_KEY_UNKNOWN("flow-engine.account-key-unknown", 503),
    OPERATOR_KEY_WRONG("flow-engine.operator-key-wrong", 401),
    OPERATOR_KEY_MISSING("flow-engine.operator-key-missing", 403);

    private final String code;
    private final int status;

    FlowEngineProblem(String code, int status) {
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
