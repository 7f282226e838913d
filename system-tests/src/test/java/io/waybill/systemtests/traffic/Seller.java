package io.waybill.systemtests.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A seller with an account of its own, who calls the management API with a key. */
public final class Seller {
    private final Http api;
    private final String accountId;
    private final String userId;
    private final String email;
    private final String apiKeyId;

    private Seller(Http api, Opened opened, String email, String apiKeyId) {
        this.api = api;
        this.accountId = opened.account;
        this.userId = opened.user;
        this.email = email;
        this.apiKeyId = apiKeyId;
    }

    private record Opened(String account, String user) {}

    /** Opens an account, logs in and issues an API key, as a person would. */
    public static Seller signUp(Http stranger, String name) {
        String email = name + "." + UUID.randomUUID() + "@example.com";
        String password = "correct horse " + UUID.randomUUID();
        Http.Answer opened =
                stranger.post(
                        "/api/accounts",
                        Map.of(
                                "name",
                                name,
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
                                "America/New_York"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        Http.Answer session =
                stranger.post("/api/sessions", Map.of("email", email, "password", password));
        assertThat(session.status()).as(session.body()).isIn(200, 201);
        Http user = stranger.as(session.json().get("token").asText());
        Http.Answer key = user.post("/api/api-keys", Map.of("label", "system tests"));
        assertThat(key.status()).as(key.body()).isEqualTo(201);
        Http api = stranger.as(key.json().get("key").asText());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(api.get("/api/flows").status()).isEqualTo(200));
        return new Seller(
                api,
                new Opened(
                        opened.json().get("account_id").asText(),
                        opened.json().get("user_id").asText()),
                email,
                key.json().get("id").asText());
    }

    public Http api() {
        return api;
    }

    public String accountId() {
        return accountId;
    }

    /** The id of its user. */
    public String userId() {
        return userId;
    }

    /** With which its user signs in. */
    public String email() {
        return email;
    }

    /** The id of the key that the calls are made with. */
    public String apiKeyId() {
        return apiKeyId;
    }

    /** A flow that is live: its id, and the path to which its one source posts. */
    public record LiveFlow(String id, String sourceId) {
        public String submitPath() {
            return "/flows/" + id + "/sources/" + sourceId + "/submit";
        }
    }

    /** Creates and deploys a flow and waits until the lane says that it is live. */
    public LiveFlow deploy(Map<String, Object> draft) {
        LiveFlow flow = create(draft);
        deploy(flow);
        return flow;
    }

    /** A flow that is not live yet. */
    public LiveFlow create(Map<String, Object> draft) {
        Http.Answer created = api.post("/api/flows", draft);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return new LiveFlow(
                created.json().get("id").asText(),
                created.json().get("sources").get(0).get("id").asText());
    }

    /** Deploys it for the first time and waits until the lane says that it is live. */
    public void deploy(LiveFlow flow) {
        String path = "/api/flows/" + flow.id();
        Http.Answer deployed = api.post(path + "/deploy", Map.of());
        assertThat(deployed.status()).as(deployed.body()).isIn(200, 201);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    JsonNode live = api.get(path).json().path("live");
                    assertThat(live.path("version").asInt()).isEqualTo(1);
                });
    }

    /** Draft of a recipient step that posts the whole contact as JSON. */
    public static Map<String, Object> recipient(String name, String url, String price) {
        return recipient(name, url, price, false);
    }

    /** The same for a buyer who recognises what it is sent again. */
    public static Map<String, Object> repeatSafeRecipient(String name, String url, String price) {
        return recipient(name, url, price, true);
    }

    private static Map<String, Object> recipient(
            String name, String url, String price, boolean repeatSafe) {
        return Map.of(
                "type",
                "recipient",
                "name",
                name,
                "enabled",
                true,
                "sale_price",
                price,
                "settle_within",
                18,
                "repeat_safe",
                repeatSafe,
                "delivery",
                Map.of(
                        "format", "json",
                        "url", url,
                        "timeout_seconds", "15",
                        "json_property.first_name", "{{lead.first_name}}",
                        "json_property.last_name", "{{lead.last_name}}",
                        "json_property.email", "{{lead.email}}",
                        "json_property.phone", "{{lead.phone_1}}",
                        "json_property.event_id", "{{event_id}}"));
    }

    /** Draft of a flow: no leads from FL, TX stopped by a filter, then the given steps. */
    public static Map<String, Object> draft(String name, List<Map<String, Object>> steps) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(
                Map.of(
                        "type",
                        "filter",
                        "name",
                        "Not in TX",
                        "enabled",
                        true,
                        "rule_set",
                        rules("lead.state", "is equal to", "TX"),
                        "outcome",
                        "failure",
                        "reason",
                        "No buyer in Texas for {{lead.email}}"));
        all.addAll(steps);
        return Map.of(
                "name",
                name,
                "respond_within_seconds",
                20,
                "purchase_price",
                "5.00",
                "acceptance",
                Map.of(
                        "rule_set",
                        rules("lead.state", "is not equal to", "FL"),
                        "reason",
                        "Not in Florida: {{lead.first_name}} {{lead.last_name}}"),
                "sources",
                List.of(Map.of("name", "Form", "enabled", true, "may_test", true)),
                "steps",
                all);
    }

    private static Map<String, Object> rules(String lhv, String op, String rhv) {
        return Map.of("op", "and", "rules", List.of(Map.of("lhv", lhv, "op", op, "rhv", rhv)));
    }
}
