package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one account has, another cannot see, count, change or guess. */
@ExtendWith(Installed.class)
final class IsolationIT {
    private static final List<Contact> PEOPLE = Contact.some(10, 64);
    private static final Map<String, Object> DRAFT =
            Seller.draft(
                    "Taken over", List.of(Seller.recipient("Own", "http://127.0.0.1:9/", "1")));

    private static Seller owner;
    private static Seller stranger;
    private static String strangersFlow;
    private static Seller.LiveFlow flow;
    private static String lead;
    private static String eventId;
    private static String colleague;

    /** A call about something that the owner has. */
    private record Call(String method, String path, @Nullable Object body) {
        static Call get(String path) {
            return new Call("GET", path, null);
        }

        Http.Answer as(Http caller) {
            return caller.send(method, path, body, Map.of());
        }
    }

    @BeforeAll
    static void the_owner_has_leads(House house) {
        owner = Seller.signUp(house.stranger(), "owner");
        stranger = Seller.signUp(house.stranger(), "stranger");
        strangersFlow = stranger.api().post("/api/flows", DRAFT).json().get("id").asText();
        colleague =
                owner.api()
                        .post(
                                "/api/users/invitations",
                                Map.of("email", "colleague@example.com", "role", "analyst"))
                        .json()
                        .get("id")
                        .asText();
        try (Buyer buyer = new Buyer((n, body) -> Buyer.Reply.of(200))) {
            flow =
                    owner.deploy(
                            Seller.draft(
                                    "Owned", List.of(Seller.recipient("Buyer", buyer.url(), "1"))));
            Source source = new Source(house.stranger(), flow.submitPath());
            source.post(PEOPLE, 5, Duration.ofSeconds(60));
            house.awaitSettled(source.acknowledged().values());
            lead = source.leadOf(0);
            eventId =
                    house.model().settlingsOf(List.of(lead)).keySet().stream()
                            .findFirst()
                            .orElseThrow();
        }
    }

    @Test
    void an_id_of_another_account_is_answered_like_one_that_nobody_has() {
        for (Call call : callsAbout(flow.id(), lead, eventId, owner.apiKeyId())) {
            String unknown = UUID.randomUUID().toString();
            Call guess =
                    new Call(
                            call.method(),
                            call.path().replaceAll("[0-9a-f-]{36}", unknown),
                            call.body());
            Http.Answer answer = call.as(stranger.api());
            assertThat(answer.status()).as(call.toString()).isEqualTo(404);
            assertThat(answer).as(call.toString()).isEqualTo(guess.as(stranger.api()));
        }
    }

    @Test
    void nothing_of_the_owner_was_changed() {
        callsAbout(flow.id(), lead, eventId, owner.apiKeyId())
                .forEach(call -> call.as(stranger.api()));
        Http.Answer flowNow = owner.api().get("/api/flows/" + flow.id());
        assertThat(flowNow.status()).isEqualTo(200);
        assertThat(flowNow.json().get("name").asText()).isEqualTo("Owned");
        assertThat(flowNow.json().path("live").path("version").asInt()).isEqualTo(1);
        assertThat(flowNow.json().path("live").path("enabled").asBoolean()).isTrue();
    }

    @Test
    void lists_and_reports_of_another_account_are_empty() {
        for (String path : lists()) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(owner.api().get(path).json().get("items"))
                                    .as("the owner's %s", path)
                                    .isNotEmpty());
            Http.Answer answer = stranger.api().get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.json().get("items")).as(path).isEmpty();
            assertThat(answer.json().path("next").isTextual()).as(path).isFalse();
        }
    }

    @Test
    void what_belongs_to_every_account_names_only_ones_own() {
        for (String path :
                List.of(
                        "/api/flows",
                        "/api/api-keys",
                        "/api/users",
                        "/api/audit",
                        "/api/accounts/current")) {
            String body = stranger.api().get(path).body();
            assertThat(body)
                    .as(path)
                    .doesNotContain(flow.id())
                    .doesNotContain(owner.apiKeyId())
                    .doesNotContain(owner.accountId())
                    .doesNotContain(owner.email());
        }
        assertThat(stranger.api().get("/api/flows").json().get("items")).hasSize(1);
    }

    @Test
    void an_export_of_anothers_flow_has_no_row() {
        for (String filter : List.of("", "?flow=" + flow.id(), "?source=" + flow.sourceId())) {
            String path = "/api/exports/leads.csv" + filter;
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> owner.api().get(path).body().lines().count() > PEOPLE.size());
            Http.Answer answer = stranger.api().get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body().lines().count()).as(path).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_lead_is_not_found_under_a_flow_or_source_that_is_not_its_own(House house) {
        String under = flow.submitPath().replace("/submit", "/leads/");
        Http source = house.stranger();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> source.get(under + lead).status() == 200);
        Http.Answer unknown = source.get(under + UUID.randomUUID());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(source.get(under.replace(flow.id(), strangersFlow) + lead)).isEqualTo(unknown);
        assertThat(source.get(under.replace(flow.sourceId(), UUID.randomUUID().toString()) + lead))
                .isEqualTo(unknown);
    }

    @Test
    void without_a_key_nobody_is_told_anything(House house) {
        for (Call call : callsAbout(flow.id(), lead, eventId, owner.apiKeyId())) {
            assertThat(call.as(house.stranger()).status()).as(call.toString()).isEqualTo(401);
        }
        for (String path : lists()) {
            assertThat(house.stranger().get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(house.stranger().get("/api/exports/leads.csv").status()).isEqualTo(401);
    }

    private static List<Call> callsAbout(String flow, String lead, String event, String key) {
        String path = "/api/flows/" + flow;
        return List.of(
                Call.get(path),
                new Call("PUT", path, DRAFT),
                new Call("POST", path + "/deploy", Map.of()),
                new Call("POST", path + "/disable", Map.of()),
                new Call("POST", path + "/enable", Map.of()),
                Call.get(path + "/versions"),
                Call.get("/api/leads/" + lead),
                Call.get("/api/deliveries/" + event),
                new Call("DELETE", "/api/api-keys/" + key, null),
                new Call("PUT", "/api/users/" + owner.userId(), Map.of("role", "analyst")),
                new Call("DELETE", "/api/users/" + owner.userId(), null),
                new Call("POST", "/api/users/invitations/" + colleague + "/resend", null),
                new Call("POST", "/api/users/invitations/" + colleague + "/revoke", null));
    }

    private static List<String> lists() {
        return List.of(
                "/api/users/invitations",
                "/api/audit?user=" + owner.userId(),
                "/api/leads",
                "/api/leads?flow=" + flow.id(),
                "/api/leads?source=" + flow.sourceId(),
                "/api/events",
                "/api/events?lead=" + lead,
                "/api/deliveries?lead_id=" + lead,
                "/api/reports/outcomes?by=source",
                "/api/reports/outcomes?by=source&flow=" + flow.id(),
                "/api/reports/outcomes?by=recipient&flow=" + flow.id(),
                "/api/reports/outcomes?by=hour&source=" + flow.sourceId());
    }
}
