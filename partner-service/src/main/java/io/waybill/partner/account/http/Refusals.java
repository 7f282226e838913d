package io.waybill.partner.account.http;

import io.waybill.eventsourcing.Decision;
import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.Account;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountRefusal;
import io.waybill.servicekit.problem.ProblemException;

/** What a refusal looks like to a caller. */
public final class Refusals {

    private Refusals() {}

    public static void check(Decision<AccountEvent, AccountRefusal> decision) {
        if (decision instanceof Decision.Refused<AccountEvent, AccountRefusal>(var refusal)) {
            throw problem(refusal);
        }
    }

    public static ProblemException problem(AccountRefusal refusal) {
        return switch (refusal) {
            case ALREADY_OPEN, NOT_OPEN -> ProblemException.notFound("account");
            case UNKNOWN_KEY -> ProblemException.notFound("API key");
            case NEITHER_SELLS_NOR_BUYS ->
                    ProblemException.invalid("sells", "an account sells, buys, or does both");
            case UNKNOWN_USER -> ProblemException.notFound("user");
            case UNKNOWN_INVITATION -> ProblemException.notFound("invitation");
            case ROLE_NOT_GRANTABLE ->
                    new ProblemException(
                            PartnerProblem.ROLE_NOT_GRANTABLE,
                            "Nobody gives or takes a role that is above their own.");
            case TOO_MANY_KEYS ->
                    new ProblemException(
                            PartnerProblem.KEYS_TOO_MANY,
                            "An account has at most "
                                    + Account.MAX_LIVE_KEYS
                                    + " keys; please revoke one.");
            case ALREADY_COLLEAGUE, LAST_OWNER, TOO_MANY_PEOPLE, TOO_MANY_MAILS -> ofTeam(refusal);
            case JOINED, REVOKED, EXPIRED -> ofLink(refusal);
        };
    }

    private static ProblemException ofTeam(AccountRefusal refusal) {
        return switch (refusal) {
            case ALREADY_COLLEAGUE ->
                    new ProblemException(
                            PartnerProblem.ALREADY_COLLEAGUE,
                            "A user of the account has this e-mail address.");
            case LAST_OWNER ->
                    new ProblemException(
                            PartnerProblem.LAST_OWNER,
                            "An account keeps an owner; please make somebody else one before.");
            case TOO_MANY_PEOPLE ->
                    new ProblemException(
                            PartnerProblem.USERS_TOO_MANY,
                            "The account has as many users and invited colleagues as it may have.");
            default ->
                    new ProblemException(
                            PartnerProblem.INVITATIONS_LIMITED,
                            "Too many mails; the one before may still arrive.");
        };
    }

    private static ProblemException ofLink(AccountRefusal refusal) {
        return switch (refusal) {
            case JOINED ->
                    new ProblemException(
                            PartnerProblem.INVITATION_ACCEPTED, "Somebody has joined by it.");
            case REVOKED ->
                    new ProblemException(
                            PartnerProblem.INVITATION_REVOKED, "The invitation was taken back.");
            default ->
                    new ProblemException(
                            PartnerProblem.INVITATION_EXPIRED,
                            "The time of the invitation is over; please ask for another.");
        };
    }
}
