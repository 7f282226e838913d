package io.waybill.partner.account.http;

import io.waybill.eventsourcing.Decision;
import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.Account;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountRefusal;
import io.waybill.servicekit.problem.ProblemException;

/** What a refusal looks like to a caller. */
final class Refusals {

    private Refusals() {}

    static void check(Decision<AccountEvent, AccountRefusal> decision) {
        if (decision instanceof Decision.Refused<AccountEvent, AccountRefusal>(var refusal)) {
            throw problem(refusal);
        }
    }

    private static ProblemException problem(AccountRefusal refusal) {
        return switch (refusal) {
            case ALREADY_OPEN, NOT_OPEN -> ProblemException.notFound("account");
            case UNKNOWN_KEY -> ProblemException.notFound("API key");
            case NEITHER_SELLS_NOR_BUYS ->
                    ProblemException.invalid("sells", "an account sells, buys, or does both");
            case ROLE_NOT_GRANTABLE ->
                    new ProblemException(
                            PartnerProblem.ROLE_NOT_GRANTABLE,
                            "A key cannot do more than the one who makes it.");
            case TOO_MANY_KEYS ->
                    new ProblemException(
                            PartnerProblem.KEYS_TOO_MANY,
                            "An account has at most "
                                    + Account.MAX_LIVE_KEYS
                                    + " keys; please revoke one.");
        };
    }
}
