package io.waybill.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
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

    /** Registers a whole schema under a subject, which is a repeat when it stands there already. */
    int register(String subject, Schema schema) {
        String body = json(Map.of("schemaType", "AVRO", "schema", schema.toString()));
        return send(request("/subjects/" + subject + "/versions")
                        .POST(BodyPublishers.ofString(body)))
                .path("id")
                .asInt();
    }

    void compatibility(String subject, String level) {
        String body = json(Map.of("compatibility", level));
        send(request("/config/" + subject).PUT(BodyPublishers.ofString(body)));
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
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new RegistryFailed(
                        request.uri()
                                + " answered "
                                + response.statusCode()
                                + " "
                                + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new RegistryFailed(request.uri() + " did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryFailed("Interrupted while asking " + request.uri(), e);
        }
    }

    private static String json(Map<String, String> fields) {
        return JSON.valueToTree(fields).toString();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
