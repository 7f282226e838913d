package io.waybill.delivery.request.http;

import io.waybill.delivery.credential.CredentialUse;
import io.waybill.delivery.credential.http.Authorized.Refused;
import io.waybill.delivery.credential.http.Authorized.Sendable;
import io.waybill.delivery.credential.http.Authorizer;
import io.waybill.delivery.request.http.SendResult.Answered;
import io.waybill.delivery.request.http.SendResult.NotSent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends a request with the credential that it has to show. An access token that is answered with
 * 401 is fetched anew, once; the request has then not been taken.
 */
@Singleton
public final class AuthorizedOutbound {

    private static final int UNAUTHORIZED = 401;

    private final Outbound outbound;
    private final Authorizer authorizer;

    /**
     * @param ready with the request as it was shown to the record
     * @param secrets that a credential has added to it
     */
    record Sent(ReadyRequest ready, SendResult result, List<String> secrets) {
        Sent(ReadyRequest ready, SendResult result) {
            this(ready, result, List.of());
        }
    }

    @Inject
    public AuthorizedOutbound(Outbound outbound, Authorizer authorizer) {
        this.outbound = outbound;
        this.authorizer = authorizer;
    }

    /** Always completes normally, soon after the limit at the latest. */
    CompletionStage<Sent> send(ReadyRequest ready, Duration limit) {
        CredentialUse use = ready.credential();
        if (use == null) {
            return outbound.send(ready.request(), limit)
                    .thenApply(result -> new Sent(ready, result));
        }
        return attempt(ready, use, System.nanoTime() + limit.toNanos(), true);
    }

    private CompletionStage<Sent> attempt(
            ReadyRequest ready, CredentialUse use, long end, boolean again) {
        return authorizer
                .authorize(ready.request(), use)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(
                        new Refused("No access token within the time limit"),
                        Math.max(1, end - System.nanoTime()),
                        java.util.concurrent.TimeUnit.NANOSECONDS)
                .thenCompose(authorized ->
                        switch (authorized) {
                            case Refused(String reason) ->
                                    CompletableFuture.completedFuture(
                                            new Sent(ready, new NotSent(reason)));
                            case Sendable sendable -> send(ready, use, sendable, end, again);
                        });
    }

    private CompletionStage<Sent> send(
            ReadyRequest ready, CredentialUse use, Sendable sendable, long end, boolean again) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
            return CompletableFuture.completedFuture(
                    new Sent(ready, new NotSent("No access token within the time limit")));
        }
        ReadyRequest shown = ready.shownWith(sendable.shown(), sendable.parameter());
        return outbound.send(sendable.request(), left, sendable.identity())
                .thenCompose(result -> {
                    if (again
                            && sendable.token().isPresent()
                            && result instanceof Answered answer
                            && answer.status() == UNAUTHORIZED) {
                        authorizer.refused(sendable.token().get());
                        return attempt(ready, use, end, false);
                    }
                    return CompletableFuture.completedFuture(
                            new Sent(shown, result, sendable.secrets()));
                });
    }
}
