package io.waybill.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A buyer with a real HTTP server; the answer may depend on how often it was asked. */
final class Buyer implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<String> thinking = ConcurrentHashMap.newKeySet();

    record Received(String idempotencyKey, String contentType, String body) {}

    record Answer(int status, String body) {
        static Answer of(int status) {
            return new Answer(status, "{\"reason\":\"status " + status + "\"}");
        }
    }

    /**
     * @param answers gives the answer to the n-th request, from 1; it may block
     */
    Buyer(IntFunction<Answer> answers) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> handle(exchange, answers));
        server.start();
    }

    static Buyer answering(int status) {
        return new Buyer(_ -> Answer.of(status));
    }

    /** For a buyer that takes its time. */
    static Answer answerAfter(CountDownLatch end) {
        try {
            if (end.await(60, TimeUnit.SECONDS)) {
                return Answer.of(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.of(500);
    }

    private void handle(HttpExchange exchange, IntFunction<Answer> answers) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int number;
            synchronized (received) {
                received.add(
                        new Received(
                                header(exchange, "Idempotency-Key"),
                                header(exchange, "Content-Type"),
                                body));
                number = received.size();
            }
            thinking.add(header(exchange, "Idempotency-Key"));
            Answer answer = answers.apply(number);
            thinking.remove(header(exchange, "Idempotency-Key"));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/leads";
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** Whether it has a request of that key, and has not answered. */
    boolean hanging(String idempotencyKey) {
        return thinking.contains(idempotencyKey);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
