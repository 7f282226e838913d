package io.waybill.delivery.destination.http;

import io.waybill.delivery.destination.store.DefinitionOwner;
import io.waybill.servicekit.auth.Account;
import io.waybill.servicekit.auth.AccountDirectory;
import io.waybill.servicekit.auth.Actor;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who edits definitions, read from the call before its first asynchronous step. */
@Singleton
public final class DefinitionCaller {

    private final Caller caller;
    private final AccountDirectory accounts;

    @Inject
    DefinitionCaller(Caller caller, AccountDirectory accounts) {
        this.caller = caller;
        this.accounts = accounts;
    }

    public UUID accountId() {
        return caller.accountId();
    }

    public DefinitionOwner owner() {
        Account account =
                accounts.account(caller.accountId())
                        .orElseThrow(() ->
                                new ProblemException(
                                        RequestProblem.NOT_AUTHENTICATED,
                                        "The account is not known here yet; try again."));
        return new DefinitionOwner(
                account.id(), by(caller.actor()), Correlation.current(), account.zone().getId());
    }

    private static String by(Actor actor) {
        return switch (actor) {
            case Actor.User user -> "user:" + user.id();
            case Actor.ApiKey key -> "api-key:" + key.id();
        };
    }
}
