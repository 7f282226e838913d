package io.waybill.flowengine.list.http;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.list.kafka.AccountKeys;
import io.waybill.flowengine.list.store.ListOwner;
import io.waybill.servicekit.auth.Actor;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who edits lists, read from the call before its first asynchronous step. */
@Singleton
final class ListCaller {

    private final Caller caller;
    private final AccountKeys keys;

    ListCaller(Caller caller, AccountKeys keys) {
        this.caller = caller;
        this.keys = keys;
    }

    UUID accountId() {
        return caller.accountId();
    }

    ListOwner owner() {
        UUID account = caller.accountId();
        DataKey key =
                keys.of(account)
                        .orElseThrow(() ->
                                new ProblemException(
                                        FlowEngineProblem.ACCOUNT_KEY_UNKNOWN,
                                        "The account's key is not known here yet; try again."));
        return new ListOwner(account, by(caller.actor()), Correlation.current(), key);
    }

    private static String by(Actor actor) {
        return switch (actor) {
            case Actor.User user -> "user:" + user.id();
            case Actor.ApiKey key -> "api-key:" + key.id();
        };
    }
}
