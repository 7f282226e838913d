package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A seller's flow whose leads go to a partner: a Buyer Step, from the invitation on. */
final class Deal {
    /** Parts of a lead that are not shared, and stand in nothing else. */
    static final List<String> UNSHARED = List.of("Quaggenfield", "512-777-0199", "5127770199");

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> SHARED = List.of("first_name", "email", "state");

    private final Seller seller;
    private final Http stranger;
    private final String connection;
    private final String invitation;
    private final Seller.LiveFlow flow;

    private Deal(House house, Seller seller, JsonNode invited) {
        this.seller = seller;
        this.stranger = house.stranger();
        this.connection = invited.get("connection_id").asText();
        this.invitation = invited.get("id").asText();
        this.flow = seller.create(draft());
        await("the engine knows the connection")
                .atMost(LIMIT)
                .until(() -> partner().path("state").asText().equals("invited"));
        seller.deploy(flow);
    }

    /** The address is invited; the flow is live, its Buyer Step waits for the answer. */
    static Deal offer(House house, Seller seller, String email) {
        Http.Answer invited =
                seller.api()
                        .post(
                                "/api/invitations",
                                Map.of("name", "Bea", "email", email, "fields", SHARED));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        return new Deal(house, seller, invited.json());
    }

    private Map<String, Object> draft() {
        return Map.of(
                "name",
                "Leads for a partner",
                "respond_within_seconds",
                20,
                "purchase_price",
                "5.00",
                "sources",
                List.of(Map.of("name", "Form", "enabled", true)),
                "steps",
                List.of(step()));
    }

    private Map<String, Object> step() {
        return Map.of(
                "type",
                "buyer",
                "name",
                "Bank",
                "enabled",
                false,
                "connection_id",
                connection,
                "share",
                SHARED,
                "sale_price",
                Map.of("from", "reply", "fallback", "11.00"));
    }

    String connection() {
        return connection;
    }

    String invitation() {
        return invitation;
    }

    JsonNode flow() {
        return seller.api().get("/api/flows/" + flow.id()).json();
    }

    /** Words of the flow's history, the newest first. */
    String history() {
        return seller.api().get("/api/flows/" + flow.id() + "/history").body();
    }

    /** How the connection stands for the account. */
    String state(Http side) {
        return side.get("/api/connections/" + connection).json().path("state").asText();
    }

    void awaitState(Http side, String state) {
        await("the connection is " + state).atMost(LIMIT).until(() -> state(side).equals(state));
    }

    void awaitNoStep() {
        await("the step is gone").atMost(LIMIT).until(() -> buyerSteps(flow()).isEmpty());
    }

    private static List<JsonNode> buyerSteps(JsonNode flow) {
        return flow.path("draft")
                .path("steps")
                .valueStream()
                .filter(step -> step.path("type").asText().equals("buyer"))
                .toList();
    }

    /** How the engine sees the partner of the step. */
    private JsonNode partner() {
        return seller.api().get("/api/flows/" + flow.id() + "/partners").json().at("/items/0");
    }

    /** Enables the step in the draft, and deploys it. */
    Http.Answer enable() {
        String path = "/api/flows/" + flow.id();
        ObjectNode draft = (ObjectNode) flow().get("draft");
        draft.path("steps").forEach(step -> ((ObjectNode) step).put("enabled", true));
        Http.Answer changed = seller.api().send("PUT", path, draft, Map.of());
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        return seller.api().post(path + "/deploy", Map.of());
    }

    /** Once the flow knows that the partner is there. */
    void enableAfterAcceptance() {
        await("the partner is there")
                .atMost(LIMIT)
                .until(() -> partner().path("may_be_enabled").asBoolean());
        Http.Answer deployed = enable();
        assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
        await("the new version is live")
                .atMost(LIMIT)
                .until(() -> flow().path("live").path("version").asInt() == 2);
    }

    /** Posts somebody from the state and says what came of it, the lead's id with it. */
    JsonNode post(String state) {
        Map<String, String> person =
                Map.of(
                        "first_name",
                        "Zoe",
                        "last_name",
                        UNSHARED.get(0),
                        "email",
                        "zoe." + UUID.randomUUID() + "@example.com",
                        "phone_1",
                        UNSHARED.get(1),
                        "state",
                        state);
        Http.Answer answer = stranger.post(flow.submitPath(), person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    /**
     * Posts until all that is said of a lead, once it is closed, holds these words: the lane may
     * learn of the partner a little later than the flow's editor.
     *
     * @return what the source was answered for that lead, and all that the seller reads of it
     */
    Told awaitTold(String state, String... words) {
        return await("of a lead is told: " + List.of(words))
                .atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> told(post(state)),
                        told -> List.of(words).stream().allMatch(told.lead()::contains));
    }

    /** A lead, as its source and as its seller see it. */
    record Told(JsonNode answer, String lead) {}

    private Told told(JsonNode answer) {
        String path = "/api/leads/" + answer.at("/lead/id").asText();
        String lead =
                await("the lead is told")
                        .atMost(LIMIT)
                        .until(
                                () -> seller.api().get(path).body(),
                                body -> body.contains("lead_closed"));
        return new Told(answer, lead);
    }
}
