package io.waybill.delivery.request.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.tracing.TracingPolicy;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.request.OutgoingRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends requests to the addresses that users typed in; nothing else in Waybill does. Follows no
 * redirect, unpacks nothing, keeps a bounded part of a reply, and ends every exchange in time.
 */
@Singleton
public final class Outbound {

    private static final int LARGEST_HEAD = 32 * 1024;

    /**
     * Shorter than what servers commonly allow: a reused connection that just closed costs an
     * answer.
     */
    private static final int KEEP_ALIVE_SECONDS = 3;

    private final VertxInternal vertx;
    private final HttpClient client;

    @Inject
    Outbound(Vertx vertx, DeliveryConfig config) {
        this(vertx, config.connectTimeout(), config.inFlightPerDestination());
    }

    Outbound(Vertx vertx, Duration connectTimeout, int connectionsPerDestination) {
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
        this.client =
                vertx.createHttpClient(
                        options, new PoolOptions().setHttp1MaxSize(connectionsPerDestination));
    }

    /**
     * @param limit the longest time from now to the end of the reply
     * @return always completes normally, soon after the limit at the latest
     */
    public CompletionStage<SendResult> send(OutgoingRequest request, Duration limit) {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        Context context = vertx.createEventLoopContext();
        Call call = new Call(vertx, client, request, result);
        context.runOnContext(_ -> call.start(limit));
        return result;
    }
}
