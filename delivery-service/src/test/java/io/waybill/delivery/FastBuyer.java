package io.waybill.delivery;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A buyer that answers at once, unless it hangs, and notes when it had what. */
final class FastBuyer implements AutoCloseable {

    private static final Buffer TAKEN = Buffer.buffer("{\"outcome\":\"success\"}");

    private final Vertx vertx;
    private final HttpServer server;
    private final Map<UUID, Long> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger received = new AtomicInteger();
    private volatile long first;
    private volatile long last;
    private volatile long hangsMillis;

    FastBuyer(Vertx vertx) {
        this.vertx = vertx;
        this.server =
                vertx.createHttpServer()
                        .requestHandler(this::handle)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    private void handle(HttpServerRequest request) {
        long now = System.nanoTime();
        if (received.getAndIncrement() == 0) {
            first = now;
        }
        last = now;
        String key = request.getHeader("Idempotency-Key");
        if (key != null) {
            arrivals.put(UUID.fromString(key), now);
        }
        request.body()
                .onSuccess(_ -> {
                    if (hangsMillis > 0) {
                        vertx.setTimer(hangsMillis, _ -> answer(request));
                    } else {
                        answer(request);
                    }
                });
    }

    private static void answer(HttpServerRequest request) {
        request.response().putHeader("Content-Type", "application/json").end(TAKEN);
    }

    /** From now on each answer takes that long. */
    void hang(Duration time) {
        hangsMillis = time.toMillis();
    }

    void forget() {
        arrivals.clear();
        received.set(0);
    }

    int port() {
        return server.actualPort();
    }

    int received() {
        return received.get();
    }

    /** By Event ID the time on this process's clock, in nanoseconds. */
    Map<UUID, Long> arrivals() {
        return arrivals;
    }

    long last() {
        return last;
    }

    /** Requests a second, from the first to the last. */
    double rate() {
        return (received.get() - 1) / ((last - first) / 1e9);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
