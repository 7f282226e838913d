package io.waybill.delivery.request.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.credential.http.Authorized.Identity;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.Redirect;
import io.waybill.delivery.request.http.SendResult.Answered;
import io.waybill.delivery.request.http.SendResult.NotSent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends requests to the addresses that users typed in; nothing else in Waybill does. Follows a few
 * redirects where the settings say so, unpacks nothing, keeps a bounded part of a reply, and ends
 * every exchange in time.
 */
@Singleton
public final class Outbound {

    private static final int LARGEST_HEAD = 32 * 1024;

    /**
     * Shorter than what servers commonly allow: a reused connection that just closed costs an
     * answer.
     */
    private static final int KEEP_ALIVE_SECONDS = 3;

    private static final int MOST_REDIRECTS = 5;

    static final String REDIRECTS_ON =
            "The reply redirects for more than " + MOST_REDIRECTS + " times";
    static final String REDIRECTS_NOWHERE =
            "The reply redirects to where no connection could be made";
    static final String REDIRECTS_AWAY = "The reply redirects to where nothing may be sent";

    private final VertxInternal vertx;
    private final HttpClient client;
    private final IdentifiedClients identified;
    private final Guard guard;

    @Inject
    Outbound(Vertx vertx, DeliveryConfig config, Guard guard, Trust trust) {
        this(vertx, config.connectTimeout(), config.inFlight(), guard, Optional.of(trust));
    }

    Outbound(Vertx vertx, Duration connectTimeout, int connectionsPerDestination, Guard guard) {
        this(vertx, connectTimeout, connectionsPerDestination, guard, Optional.empty());
    }

    Outbound(
            Vertx vertx,
            Duration connectTimeout,
            int connectionsPerDestination,
            Guard guard,
            Optional<Trust> trust) {
        this.guard = guard;
        this.vertx = (VertxInternal) vertx;
        HttpClientOptions options =
                new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setDecompressionSupported(false)
                        .setMaxHeaderSize(LARGEST_HEAD)
                        .setMaxRedirects(0)
                        // A span would hold the URL, and a trace header would tell it to strangers.
                        .setTracingPolicy(TracingPolicy.IGNORE);
        trust.ifPresent(known -> options.setTrustOptions(TrustOptions.wrap(known.factory())));
        this.client =
                vertx.createHttpClient(
                        options, new PoolOptions().setHttp1MaxSize(connectionsPerDestination));
        this.identified = new IdentifiedClients(vertx, options, connectionsPerDestination);
    }

    /**
     * @param limit the longest time from now to the end of the reply
     * @return always completes normally, soon after the limit at the latest
     */
    public CompletionStage<SendResult> send(OutgoingRequest request, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        return exchange(client, request, limit)
                .thenCompose(result -> follow(request, result, end, MOST_REDIRECTS));
    }

    /**
     * The same, with a certificate that is shown in the handshake; it is for the address that was
     * asked for and no other, so that no redirect is followed.
     */
    CompletionStage<SendResult> send(
            OutgoingRequest request, Duration limit, Optional<Identity> identity) {
        if (identity.isEmpty()) {
            return send(request, limit);
        }
        try {
            return exchange(identified.of(identity.get()), request, limit);
        } catch (RuntimeException unusable) {
            return CompletableFuture.completedFuture(
                    new NotSent("The client certificate cannot be used"));
        }
    }

    /** What cannot be followed is the answer itself. */
    private CompletionStage<SendResult> follow(
            OutgoingRequest request, SendResult result, long end, int redirects) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Optional<OutgoingRequest> next =
                result instanceof Answered answer && redirects > 0 && left.isPositive()
                        ? Redirect.next(request, answer.status(), location(answer))
                                .filter(moved -> guard.mayRedirect(request.url(), moved.url()))
                        : Optional.empty();
        return next.isEmpty()
                ? CompletableFuture.completedFuture(ended(request, result, redirects))
                : exchange(client, next.get(), left)
                        .thenCompose(further ->
                                further instanceof NotSent
                                        ? CompletableFuture.completedFuture(
                                                ((Answered) result).flawed(REDIRECTS_NOWHERE))
                                        : follow(next.get(), further, end, redirects - 1));
    }

    private static SendResult ended(OutgoingRequest request, SendResult result, int redirects) {
        boolean movedOn =
                result instanceof Answered answer
                        && Redirect.next(request, answer.status(), location(answer)).isPresent();
        return movedOn
                ? ((Answered) result).flawed(redirects == 0 ? REDIRECTS_ON : REDIRECTS_AWAY)
                : result;
    }

    private static String location(Answered answer) {
        return answer.header("Location").orElse(":");
    }

    private CompletionStage<SendResult> exchange(
            HttpClient by, OutgoingRequest request, Duration limit) {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        Context context = vertx.createEventLoopContext();
        Call call = new Call(vertx, by, guard, request, result);
        context.runOnContext(_ -> call.start(limit));
        return result;
    }
}
