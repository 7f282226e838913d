package io.waybill.systemtests.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A buyer's system: a real HTTP server on loopback that logs each hand-over by its idempotency key,
 * which is the Event ID, before it answers.
 */
public final class Buyer implements AutoCloseable {
    private static final int LONGEST_HOLD_SECONDS = 60;

    /** What a buyer answers. */
    public record Reply(int status, String body, Duration delay) {
        public static Reply of(int status) {
            return new Reply(status, "{\"taken\":true}", Duration.ZERO);
        }

        public Reply after(Duration time) {
            return new Reply(status, body, time);
        }
    }

    /** What a buyer answers to the n-th hand-over, counted from 1, with this body. */
    public interface Manner {
        Reply replyTo(int handOver, String body);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> log = new ConcurrentHashMap<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, String> lines = new ConcurrentHashMap<>();
    private final AtomicInteger handOvers = new AtomicInteger();
    private final Manner manner;
    private volatile CountDownLatch open = new CountDownLatch(0);

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

    /** Event IDs that were answered with 2xx, whether or not anybody read it. */
    public Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** Body of the last hand-over for each Event ID. */
    public Map<String, String> bodies() {
        return Map.copyOf(bodies);
    }

    /** Method and address of the last call for each Event ID, as {@code GET /leads?a=b}. */
    public Map<String, String> lines() {
        return Map.copyOf(lines);
    }

    /** From now on nothing is answered, until {@link #letGo}. */
    public void hold() {
        open = new CountDownLatch(1);
    }

    public void letGo() {
        open.countDown();
    }

    /** Event IDs that are logged and wait for their answer. */
    public Set<String> held() {
        return Set.copyOf(held);
    }

    private void take(HttpExchange exchange) throws IOException {
        String eventId = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply = manner.replyTo(handOvers.incrementAndGet(), body);
        log.computeIfAbsent(eventId, id -> new AtomicInteger()).incrementAndGet();
        bodies.put(eventId, body);
        lines.put(eventId, exchange.getRequestMethod() + " " + exchange.getRequestURI());
        awaitOpen(eventId);
        LockSupport.parkNanos(reply.delay().toNanos());
        if (reply.status() / 100 == 2) {
            accepted.add(eventId);
        }
        byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void awaitOpen(String eventId) throws IOException {
        held.add(eventId);
        try {
            if (!open.await(LONGEST_HOLD_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("held for too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the buyer closes", e);
        } finally {
            held.remove(eventId);
        }
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        threads.shutdownNow();
    }
}
