package io.waybill.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A source's calls, with nothing added to them by a test library. */
final class TestCalls implements AutoCloseable {

    static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    TestCalls(URI base) {
        this.base = base;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> call(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    HttpResponse<String> form(String path, String body, String... headers) {
        return send(posting(path, FORM, body, headers));
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) {
        return send(posting(path, type, body, headers));
    }

    CompletableFuture<HttpResponse<String>> later(String path, String body) {
        return client.sendAsync(posting(path, FORM, body).build(), BodyHandlers.ofString());
    }

    /** A body whose length is not said beforehand. */
    HttpResponse<String> chunked(String path, String type, byte[] body) {
        return send(
                request(path, "Content-Type", type)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    /** A body that says nothing of its type. */
    HttpResponse<String> untyped(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> bytes(String path, String type, byte[] body, String... headers) {
        return send(
                request(path, headers)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    /** A body that is sent only when the server asks for it. */
    HttpResponse<String> askingFirst(String path, byte[] body) {
        return send(
                request(path, "Content-Type", FORM)
                        .expectContinue(true)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder posting(String path, String type, String body, String... headers) {
        return request(path, headers)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(40));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
