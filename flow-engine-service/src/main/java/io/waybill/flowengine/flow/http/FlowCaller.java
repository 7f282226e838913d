package io.waybill.flowengine.flow.http;

import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.servicekit.auth.Account;
import io.waybill.servicekit.auth.AccountDirectory;
import io.waybill.servicekit.auth.Actor;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;

/** Who edits flows, read from the call before its first asynchronous step. */
@Singleton
public final class FlowCaller {

    private final Caller caller;
    private final AccountDirectory accounts;

    FlowCaller(Caller caller, AccountDirectory accounts) {
        this.caller = caller;
        this.accounts = accounts;
    }

    public FlowOwner owner() {
        Account account =
                accounts.account(caller.accountId())
                        .orElseThrow(() ->
                                new ProblemException(
                                        RequestProblem.NOT_AUTHENTICATED,
                                        "The account is not known here yet; try again."));
        if (!account.sells()) {
            throw new ProblemException(
                    FlowEngineProblem.ACCOUNT_NOT_SELLING, "Flows belong to accounts that sell.");
        }
        return new FlowOwner(
                account.id(),
                by(caller.actor()),
                Correlation.current(),
                account.currency(),
                account.zone().getId());
    }

    private static String by(Actor actor) {
        return switch (actor) {
            case Actor.User user -> "user:" + user.id();
            case Actor.ApiKey key -> "api-key:" + key.id();
        };
    }
}
