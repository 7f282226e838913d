package io.waybill.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/** The few calls of the Confluent-compatible registry API that are needed here. */
final class RegistryClient implements AutoCloseable {

    private static final String APICURIO_PATH = "/apis/ccompat/v7";
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String root;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * @param registry root of the compatible API; without a path, Apicurio's is meant
     */
    RegistryClient(URI registry, Duration timeout) {
        String text = registry.toString().replaceAll("/+$", "");
        this.root = registry.getPath().replace("/", "").isEmpty() ? text + APICURIO_PATH : text;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /** Registers a whole schema under a subject and gives its id. */
    int register(String subject, Schema schema) {
        HttpRequest.Builder request = request("/subjects/" + subject + "/versions");
        return send(request.POST(body(schema))).path("id").asInt();
    }

    /** The id under which the subject has this schema already. */
    OptionalInt idOf(String subject, Schema schema) {
        HttpRequest.Builder request = request("/subjects/" + subject);
        return sendIfFound(request.POST(body(schema)))
                .map(found -> OptionalInt.of(found.path("id").asInt()))
                .orElse(OptionalInt.empty());
    }

    /** The rule for subjects that have none of their own. */
    String compatibility() {
        return send(request("/config").GET()).path("compatibilityLevel").asText();
    }

    /** The subject's own rule, where it has one. */
    Optional<String> compatibility(String subject) {
        return sendIfFound(request("/config/" + subject).GET())
                .map(found -> found.path("compatibilityLevel").asText());
    }

    void setCompatibility(String level) {
        send(request("/config").PUT(body(Map.of("compatibility", level))));
    }

    void setCompatibility(String subject, String level) {
        send(request("/config/" + subject).PUT(body(Map.of("compatibility", level))));
    }

    Schema schema(int id) {
        String text = send(request("/schemas/ids/" + id).GET()).path("schema").asText();
        return new Schema.Parser().parse(text);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(timeout)
                .header("Content-Type", MEDIA_TYPE)
                .header("Accept", MEDIA_TYPE + ", application/json");
    }

    private JsonNode send(HttpRequest.Builder builder) {
        return sendIfFound(builder)
                .orElseThrow(() -> new RegistryFailed(builder.build().uri() + " answered 404"));
    }

    private Optional<JsonNode> sendIfFound(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200 -> Optional.of(JSON.readTree(response.body()));
                case 404 -> Optional.empty();
                default ->
                        throw new RegistryFailed(
                                request.uri()
                                        + " answered "
                                        + response.statusCode()
                                        + " "
                                        + response.body());
            };
        } catch (IOException e) {
            throw new RegistryFailed(request.uri() + " did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryFailed("Interrupted while asking " + request.uri(), e);
        }
    }

    private static BodyPublisher body(Schema schema) {
        return body(Map.of("schemaType", "AVRO", "schema", schema.toString()));
    }

    private static BodyPublisher body(Map<String, String> fields) {
        return BodyPublishers.ofString(JSON.valueToTree(fields).toString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
