package io.waybill.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A seller's flow made for one measurement: acceptance, a filter and one recipient. */
final class TrialFlow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POLLS = 600;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private URI submit;

    private TrialFlow(URI base) {
        this.base = base;
        this.submit = base;
    }

    static TrialFlow deploy(URI base, String buyer) throws IOException, InterruptedException {
        TrialFlow flow = new TrialFlow(base);
        String email = UUID.randomUUID() + "@example.com";
        String password = "benchmark " + UUID.randomUUID();
        flow.call(
                "/api/accounts",
                "",
                Map.of(
                        "name",
                        "Benchmark",
                        "email",
                        email,
                        "password",
                        password,
                        "sells",
                        true,
                        "buys",
                        false,
                        "currency",
                        "USD",
                        "zone",
                        "UTC"));
        String token =
                flow.call("/api/sessions", "", Map.of("email", email, "password", password))
                        .get("token")
                        .asText();
        JsonNode made = flow.retry("/api/flows", token, draft(buyer));
        String id = made.get("id").asText();
        flow.call("/api/flows/" + id + "/deploy", token, Map.of());
        flow.submit =
                base.resolve(
                        "/flows/%s/sources/%s/submit"
                                .formatted(id, made.get("sources").get(0).get("id").asText()));
        flow.awaitTaken();
        return flow;
    }

    /** Posts one lead and gives the status of the answer. */
    int submit(int number) throws IOException, InterruptedException {
        String form =
                "first_name=Ann&last_name=Lee&state=CA&postal_code=90210&phone_1=512-789-%04d&email=a%d@example.com"
                        .formatted(number % 10_000, number);
        HttpRequest request =
                HttpRequest.newBuilder(submit)
                        .timeout(Duration.ofSeconds(40))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void awaitTaken() throws IOException, InterruptedException {
        for (int i = 0; i < POLLS; i++) {
            if (submit(i) == 201) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("the flow did not go live: " + submit);
    }

    /** A fresh account is known to the other services a moment later: until then they say 401. */
    private JsonNode retry(String path, String token, Object body)
            throws IOException, InterruptedException {
        for (int i = 0; i < POLLS; i++) {
            HttpResponse<String> answer = send(path, token, body);
            if (answer.statusCode() != 401) {
                return read(answer);
            }
        }
        throw new IllegalStateException(path + " keeps answering 401");
    }

    private JsonNode call(String path, String token, Object body)
            throws IOException, InterruptedException {
        return read(send(path, token, body));
    }

    private HttpResponse<String> send(String path, String token, Object body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static Map<String, Object> draft(String buyer) {
        return Map.of(
                "name",
                "Benchmark",
                "purchase_price",
                "1",
                "acceptance",
                Map.of("rule_set", rules("lead.state", "is not equal to", "FL")),
                "sources",
                List.of(Map.of("name", "Form", "enabled", true)),
                "steps",
                List.of(
                        Map.of(
                                "type", "filter",
                                "name", "Not in TX",
                                "enabled", true,
                                "rule_set", rules("lead.state", "is equal to", "TX"),
                                "outcome", "failure"),
                        Map.of(
                                "type", "recipient",
                                "name", "Instant",
                                "enabled", true,
                                "sale_price", "2",
                                "delivery",
                                        Map.of(
                                                "format", "json",
                                                "url", buyer,
                                                "json_property.email", "{{lead.email}}",
                                                "json_property.event_id", "{{event_id}}"))));
    }

    private static Map<String, Object> rules(String lhv, String op, String rhv) {
        return Map.of("op", "and", "rules", List.of(Map.of("lhv", lhv, "op", op, "rhv", rhv)));
    }
}
