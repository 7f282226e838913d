package io.waybill.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waybill's API as somebody calls it from outside, with a token or without. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /** An answer of any status. */
    record Answer(int status, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new DemoFailed("Not JSON: " + status + " " + text, e);
            }
        }
    }

    private final URI base;
    private final @Nullable String token;

    Api(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    Api with(String bearer) {
        return new Api(base, bearer);
    }

    JsonNode get(String path) {
        return expected("GET " + path, tryGet(path));
    }

    Answer tryGet(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object body) {
        return expected("POST " + path, tryPost(path, body));
    }

    Answer tryPost(String path, Object body) {
        try {
            var text = JSON.writeValueAsString(body);
            return send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(text)));
        } catch (JsonProcessingException e) {
            throw new DemoFailed("Cannot write JSON", e);
        }
    }

    /** A form as a source or a buyer posts it. */
    Answer tryForm(String path, String form, String idempotencyKey) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(90))
                        .header("Accept", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("Interrupted", e);
        }
    }

    private static JsonNode expected(String call, Answer answer) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw new DemoFailed(call + " answered " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }
}
