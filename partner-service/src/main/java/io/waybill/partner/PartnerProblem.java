package io.waybill.partner;

import io.waybill.servicekit.problem.ProblemCode;

/** The errors that only this service answers with. */
public enum PartnerProblem implements ProblemCode {
    EMAIL_TAKEN("partner.email-taken", 409),
    SIGN_UP_CLOSED("partner.sign-up-closed", 403),
    LOGIN_FAILED("partner.login-failed", 401),
    LOGIN_LIMITED("partner.login-limited", 429),
    SESSION_OVER("partner.session-over", 401),
    ROLE_NOT_GRANTABLE("partner.role-not-grantable", 403),
    KEYS_TOO_MANY("partner.keys-too-many", 409),
    PASSWORDS_BUSY("partner.passwords-busy", 503),
    RESET_OVER("partner.reset-over", 410),
    RESET_LIMITED("partner.reset-limited", 429),
    PLAN_NEEDED("partner.plan-needed", 403),
    INVITES_ITSELF("partner.invites-itself", 409),
    ALREADY_INVITED("partner.already-invited", 409),
    INVITATION_ACCEPTED("partner.invitation-accepted", 409),
    INVITATION_EXPIRED("partner.invitation-expired", 410),
    INVITATION_REVOKED("partner.invitation-revoked", 410),
    INVITATION_DECLINED("partner.invitation-declined", 410),
    INVITATIONS_LIMITED("partner.invitations-limited", 429),
    INVITATION_NOT_WANTED("partner.invitation-not-wanted", 409),
    ALREADY_COLLEAGUE("partner.already-colleague", 409),
    LAST_OWNER("partner.last-owner", 409),
    USERS_TOO_MANY("partner.users-too-many", 409),
    PASSWORD_WRONG("partner.password-wrong", 403),
    CONNECTION_NOT_ACCEPTED("partner.connection-not-accepted", 409),
    CONNECTION_ENDED("partner.connection-ended", 409);

    private final String code;
    private final int status;

    PartnerProblem(String code, int status) {
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
