package io.waybill.partner.invitation.http;

import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.store.EmailTaken;
import io.waybill.partner.connection.http.ConnectionRefusals;
import io.waybill.partner.connection.store.ConnectionRefused;
import io.waybill.partner.invitation.Invitation;
import io.waybill.partner.invitation.InvitationRefusal;
import io.waybill.partner.invitation.store.InvitationRefused;
import io.waybill.servicekit.problem.ProblemException;

/** What a refusal looks like to a caller. */
final class Refusals {

    private Refusals() {}

    /** Any other failure stays what it is. */
    static Throwable told(Throwable failure) {
        return switch (failure) {
            case InvitationRefused refused -> problem(refused.refusal());
            case ConnectionRefused refused -> ConnectionRefusals.problem(refused.refusal());
            case EmailTaken _ ->
                    new ProblemException(
                            PartnerProblem.EMAIL_TAKEN,
                            "There is an account with this e-mail address; please sign in to accept.");
            default -> failure;
        };
    }

    private static ProblemException problem(InvitationRefusal refusal) {
        return switch (refusal) {
            case UNKNOWN, ALREADY_SENT -> ProblemException.notFound("invitation");
            case INVITES_ITSELF ->
                    of(PartnerProblem.INVITES_ITSELF, "An account is no partner of itself.");
            case EXPIRED -> of(PartnerProblem.INVITATION_EXPIRED, "The invitation has expired.");
            case REVOKED -> of(PartnerProblem.INVITATION_REVOKED, "The invitation was taken back.");
            case DECLINED -> of(PartnerProblem.INVITATION_DECLINED, "The invitation was declined.");
            case ACCEPTED ->
                    of(PartnerProblem.INVITATION_ACCEPTED, "The invitation has been accepted.");
            case ALREADY_INVITED ->
                    of(
                            PartnerProblem.ALREADY_INVITED,
                            "An invitation to this address waits for its answer; choose it, or send it again.");
            case NOT_COVERED ->
                    of(PartnerProblem.PLAN_NEEDED, "Inviting partners needs the paid plan.");
            case SENT_TOO_OFTEN ->
                    limited(
                                    "An invitation is sent at most %d times, and once a minute.",
                                    Invitation.MOST_MAILS)
                            .retryAfter(Invitation.BETWEEN_MAILS);
            case TOO_MANY_MAILS ->
                    limited(
                            "An account sends at most %d invitations within a day.",
                            Invitation.MOST_OF_A_SELLER);
            case ADDRESS_MAILED ->
                    limited(
                            "An address gets at most %d invitations within a day.",
                            Invitation.MOST_TO_AN_ADDRESS);
            case NOT_WANTED ->
                    of(
                            PartnerProblem.INVITATION_NOT_WANTED,
                            "Whoever has this address does not want to be invited now.");
        };
    }

    private static ProblemException limited(String detail, int most) {
        return of(PartnerProblem.INVITATIONS_LIMITED, detail.formatted(most));
    }

    private static ProblemException of(PartnerProblem problem, String detail) {
        return new ProblemException(problem, detail);
    }
}
