package io.waybill.partner.connection.http;

import io.waybill.partner.PartnerProblem;
import io.waybill.partner.connection.ConnectionRefusal;
import io.waybill.partner.connection.store.ConnectionRefused;
import io.waybill.servicekit.problem.ProblemException;

/** What a refusal looks like to a caller. */
public final class ConnectionRefusals {

    private ConnectionRefusals() {}

    /** Any other failure stays what it is. */
    static Throwable told(Throwable failure) {
        return failure instanceof ConnectionRefused refused ? problem(refused.refusal()) : failure;
    }

    public static ProblemException problem(ConnectionRefusal refusal) {
        return switch (refusal) {
            case UNKNOWN, ALREADY_OPEN -> ProblemException.notFound("connection");
            case UNKNOWN_FLOW -> ProblemException.notFound("flow");
            case UNKNOWN_DESTINATION -> ProblemException.notFound("destination");
            case WITH_ITSELF ->
                    new ProblemException(
                            PartnerProblem.INVITES_ITSELF, "An account is no partner of itself.");
            case ALREADY_ACCEPTED ->
                    new ProblemException(
                            PartnerProblem.INVITATION_ACCEPTED,
                            "The invitation has been accepted.");
            case NOT_ACCEPTED ->
                    new ProblemException(
                            PartnerProblem.CONNECTION_NOT_ACCEPTED,
                            "Nobody has accepted the invitation yet; it can be revoked.");
            case ENDED ->
                    new ProblemException(
                            PartnerProblem.CONNECTION_ENDED,
                            "The connection has ended; please invite the partner again.");
            case FLOW_NOT_COVERED ->
                    new ProblemException(
                            PartnerProblem.PLAN_NEEDED,
                            "Taking leads into a flow needs the paid plan.");
        };
    }
}
