package io.waybill.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A buyer's system: a real HTTP server that writes each hand-over to its log before it answers. The
 * log holds Event IDs and statuses, nothing of the person.
 */
final class BuyerServer implements AutoCloseable {

    private static final int LONGEST_BODY = 1024 * 1024;

    private final BuyerManner manner;
    private final HttpServer server;
    private final BufferedWriter log;
    private final Map<String, Integer> handOvers = new ConcurrentHashMap<>();

    private BuyerServer(BuyerManner manner, HttpServer server, BufferedWriter log) {
        this.manner = manner;
        this.server = server;
        this.log = log;
    }

    static BuyerServer start(BuyerManner manner, int port, Path logs) throws IOException {
        Files.createDirectories(logs);
        var log =
                Files.newBufferedWriter(
                        logs.resolve(manner.key() + ".log"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var buyer = new BuyerServer(manner, HttpServer.create(address, 1_024), log);
        buyer.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        buyer.server.createContext("/healthz", exchange -> answer(exchange, 200, "ok"));
        buyer.server.createContext("/leads", buyer::take);
        buyer.server.start();
        return buyer;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readNBytes(LONGEST_BODY);
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null || !key.matches("[0-9a-fA-F-]{8,64}")) {
            answer(exchange, 400, "{\"reason\":\"No idempotency key\"}");
            return;
        }
        int handOver = handOvers.merge(key, 1, Integer::sum);
        var reply = manner.replyTo(key, handOver);
        write(key, handOver, reply.status());
        try {
            TimeUnit.MILLISECONDS.sleep(reply.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(exchange, reply.status(), reply.body());
    }

    private synchronized void write(String eventId, int handOver, int status) throws IOException {
        log.write(
                "{\"at\":\"%s\",\"event_id\":\"%s\",\"hand_over\":%d,\"answered\":%d}%n"
                        .formatted(Instant.now(), eventId, handOver, status));
        log.flush();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        log.close();
    }
}
