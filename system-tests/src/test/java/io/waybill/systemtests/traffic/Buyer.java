package io.waybill.systemtests.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A buyer's system: a real HTTP server on loopback that logs each hand-over by its idempotency key,
 * which is the Event ID, before it answers.
 */
public final class Buyer implements AutoCloseable {

    /** What a buyer answers to the n-th hand-over, counted from 1. */
    public interface Manner {
        int statusOf(int handOver);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> log = new ConcurrentHashMap<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final AtomicInteger handOvers = new AtomicInteger();
    private final Manner manner;

    public Buyer(Manner manner) {
        this.manner = manner;
        try {
            this.server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/leads", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/leads";
    }

    /** How often each Event ID was handed over. */
    public Map<String, Integer> log() {
        Map<String, Integer> counts = new ConcurrentHashMap<>();
        log.forEach((id, count) -> counts.put(id, count.get()));
        return counts;
    }

    /** Status of the last answer for each Event ID. */
    public Map<String, Integer> answers() {
        return Map.copyOf(answers);
    }

    /** Body of the last hand-over for each Event ID. */
    public Map<String, String> bodies() {
        return Map.copyOf(bodies);
    }

    private void take(HttpExchange exchange) throws IOException {
        String eventId = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = manner.statusOf(handOvers.incrementAndGet());
        log.computeIfAbsent(eventId, id -> new AtomicInteger()).incrementAndGet();
        answers.put(eventId, status);
        bodies.put(eventId, body);
        byte[] answer = "{\"taken\":true}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
