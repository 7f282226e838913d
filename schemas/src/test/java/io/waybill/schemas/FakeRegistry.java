package io.waybill.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Speaks as much of the Confluent-compatible API as is used, and gives ids as Apicurio does. */
final class FakeRegistry implements AutoCloseable {

    private static final String ROOT = "/apis/ccompat/v7";
    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<Integer, String> schemas = new LinkedHashMap<>();
    final Map<String, String> compatibility = new ConcurrentHashMap<>(Map.of("", "BACKWARD"));
    private final Set<String> subjects = new HashSet<>();
    private final HttpServer server;

    FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(ROOT, this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized int put(Schema schema) {
        return put(schema.toString());
    }

    private synchronized int put(String schema) {
        Optional<Integer> known =
                schemas.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(schema))
                        .map(Map.Entry::getKey)
                        .findFirst();
        int id = known.orElse(schemas.size() + 1);
        schemas.put(id, schema);
        return id;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(ROOT.length());
        JsonNode body =
                JSON.readTree(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (path.equals("/config")) {
            String rule = body.path("compatibility").asText(compatibility.get(""));
            compatibility.put("", rule);
            answer(exchange, 200, Map.of("compatibilityLevel", rule));
        } else if (path.startsWith("/config/")) {
            String subject = path.substring("/config/".length());
            if (exchange.getRequestMethod().equals("PUT")) {
                compatibility.put(subject, body.path("compatibility").asText());
            }
            String rule = compatibility.get(subject);
            answer(
                    exchange,
                    rule == null ? 404 : 200,
                    rule == null
                            ? Map.of("error_code", 40408)
                            : Map.of("compatibilityLevel", rule));
        } else if (path.endsWith("/versions")) {
            subjects.add(path.replace("/versions", ""));
            answer(exchange, 200, Map.of("id", put(body.path("schema").asText())));
        } else if (path.startsWith("/subjects/")) {
            boolean known = subjects.contains(path);
            answer(exchange, known ? 200 : 404, known ? id(body) : Map.of());
        } else {
            String schema = schemas.get(Integer.parseInt(path.replaceAll("\\D", "")));
            answer(
                    exchange,
                    schema == null ? 404 : 200,
                    schema == null ? Map.of("error_code", 40403) : Map.of("schema", schema));
        }
    }

    private Map<String, Integer> id(JsonNode body) {
        return Map.of("id", put(body.path("schema").asText()));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body)
            throws IOException {
        byte[] bytes = JSON.valueToTree(body).toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
