package io.waybill.partner.team.http;

import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.http.Refusals;
import io.waybill.partner.account.store.AccountRefused;
import io.waybill.partner.account.store.AlreadyInvited;
import io.waybill.partner.account.store.EmailTaken;
import io.waybill.servicekit.problem.ProblemException;

/** What a refusal looks like to a caller. */
final class Told {

    private Told() {}

    /** A failure as a problem; what is none stays as it is. */
    static Throwable of(Throwable failure) {
        return switch (failure) {
            case AccountRefused refused -> Refusals.problem(refused.refusal());
            case AlreadyInvited _ ->
                    new ProblemException(
                            PartnerProblem.ALREADY_INVITED,
                            "The address is invited; the link can be sent again.");
            case EmailTaken _ ->
                    new ProblemException(
                            PartnerProblem.EMAIL_TAKEN,
                            "There is a user with this e-mail address, and a user belongs to one"
                                    + " account. Please ask for an invitation of another address.");
            default -> failure;
        };
    }
}
