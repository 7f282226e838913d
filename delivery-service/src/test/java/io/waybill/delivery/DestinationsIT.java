package io.waybill.delivery;

import static io.restassured.RestAssured.given;
import static io.waybill.delivery.Definitions.DESTINATION;
import static io.waybill.delivery.Definitions.call;
import static io.waybill.delivery.Definitions.create;
import static io.waybill.delivery.Definitions.credential;
import static io.waybill.delivery.Definitions.credentialId;
import static io.waybill.delivery.Definitions.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.meta.v1.Outcome;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DestinationsIT extends AtTheDesk {

    @Test
    void a_destination_is_made_and_changed_by_who_has_seen_it() {
        TestAccount owner = TestAccounts.seller();
        String id = create(owner, "https://acme.example/leads", "t0psecret", "");

        call(owner)
                .get("/api/destinations/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("definition.settings.'header.X-Api-Key'", equalTo("********"))
                .body(not(containsString("t0psecret")))
                .body(not(containsString("wbs1")));
        String kept = DESTINATION.formatted("https://acme.example/new", "********", "");
        call(owner)
                .header("If-Match", "\"1\"")
                .body(kept)
                .put("/api/destinations/" + id)
                .then()
                .statusCode(200)
                .body("revision", equalTo(2));
        problem(
                call(owner)
                        .header("If-Match", "\"1\"")
                        .body(kept)
                        .put("/api/destinations/" + id)
                        .then(),
                409,
                "delivery.destination-changed");
    }

    @Test
    void a_destination_tells_who_changed_it_until_it_is_deleted() {
        TestAccount owner = TestAccounts.seller();
        String id = create(owner, "https://acme.example/leads", "k", "");
        call(owner)
                .body(DESTINATION.formatted("https://acme.example/new", "********", ""))
                .put("/api/destinations/" + id)
                .then()
                .statusCode(200);
        call(owner)
                .post("/api/destinations/" + id + "/disable")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false));
        call(owner)
                .post("/api/destinations/" + id + "/disable")
                .then()
                .body("revision", equalTo(3));

        call(owner)
                .queryParam("limit", 2)
                .get("/api/destinations/" + id + "/history")
                .then()
                .statusCode(200)
                .body("items.event", contains("disabled", "changed"))
                .body("items[0].by", containsString("api-key:"))
                .body("items[1].changed", contains("definition.settings.url"));
        call(owner).delete("/api/destinations/" + id).then().statusCode(204);
        call(owner).get("/api/destinations/" + id).then().statusCode(404);
        call(owner).get("/api/destinations").then().body("items", hasSize(0));
    }

    @Test
    void nobody_else_sees_or_changes_it() {
        TestAccount owner = TestAccounts.seller();
        TestAccount other = TestAccounts.seller();
        String id = create(owner, "https://acme.example/leads", "k", "");
        String reader = TestAccounts.apiKey(owner.id(), Role.READ_ONLY);

        call(other).get("/api/destinations/" + id).then().statusCode(404);
        call(other).delete("/api/destinations/" + id).then().statusCode(404);
        call(other).get("/api/destinations/" + id + "/history").then().statusCode(404);
        call(other).body("{}").post("/api/destinations/" + id + "/test").then().statusCode(404);
        call(owner).get("/api/destinations/nonsense").then().statusCode(404);
        given().get("/api/destinations").then().statusCode(401);
        given().header("Authorization", "Bearer " + reader)
                .delete("/api/destinations/" + id)
                .then()
                .statusCode(403);
    }

    @Test
    void what_cannot_work_is_refused_with_all_its_flaws() {
        TestAccount owner = TestAccounts.seller();

        problem(
                        call(owner)
                                .body(
                                        """
                                        {"name": "", "settings": {"colour": "red", "url": "ftp://a"},
                                         "limits": {"concurrency": 0}}
                                        """)
                                .post("/api/destinations")
                                .then(),
                        400,
                        "delivery.destination-unusable")
                .body("errors.field", hasItem("settings.colour"))
                .body("errors.field", hasItem("limits.concurrency"));
        problem(
                call(owner)
                        .body(
                                DESTINATION.formatted(
                                        "https://a.example",
                                        "k",
                                        ", \"credential_id\": \"" + UUID.randomUUID() + "\""))
                        .post("/api/destinations")
                        .then(),
                400,
                "request.invalid");
        problem(
                call(owner).body("{\"preset\": \"nonsense\"}").post("/api/destinations").then(),
                400,
                "delivery.preset-unknown");
    }

    @Test
    void a_step_delivers_to_its_destination_with_its_credential() {
        TestAccount owner = TestAccounts.seller();
        try (Buyer buyer = Buyer.answering(200)) {
            String credential = credential(owner, "{\"kind\": \"bearer\", \"token\": \"t0ken\"}");
            String id = create(owner, buyer.url(), "k3y", credentialId(credential));
            DeliverLead request = to(owner, id);
            desk.send(request);

            DeliverySettled settled = desk.settled(request.getMeta().getStreamId());

            assertThat(settled.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(buyer.received().getFirst().body())
                    .isEqualTo("{\"email\":\"zoe@example.com\",\"more\":\"1\"}");
            call(owner)
                    .get("/api/deliveries/" + request.getMeta().getStreamId())
                    .then()
                    .body("attempts[0].request.headers.authorization", equalTo("Bearer ***"))
                    .body(not(containsString("t0ken")))
                    .body(not(containsString("k3y")));
        }
    }

    @Test
    void a_delivery_whose_destination_is_gone_says_so() {
        TestAccount owner = TestAccounts.seller();
        TestAccount other = TestAccounts.seller();
        String disabled = create(owner, "http://127.0.0.1:1/", "k", "");
        call(owner).post("/api/destinations/" + disabled + "/disable").then().statusCode(200);
        String foreign = create(other, "http://127.0.0.1:1/", "k", "");

        for (Map.Entry<String, String> example :
                Map.of(
                                disabled,
                                "The destination \"Acme\" is disabled. Enable it",
                                foreign,
                                "There is no destination " + foreign)
                        .entrySet()) {
            DeliverLead request = to(owner, example.getKey());
            desk.send(request);
            DeliverySettled settled = desk.settled(request.getMeta().getStreamId());

            assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
            assertThat(settled.getCertain()).isTrue();
            assertThat(desk.opened(request, settled, "reason", settled.getReason()))
                    .startsWith(example.getValue());
        }
    }

    @Test
    void the_test_button_sends_a_marked_lead_and_shows_all_but_secrets() {
        TestAccount owner = TestAccounts.seller();
        // A buyer that tells back what it was shown.
        try (Buyer buyer =
                new Buyer(_ -> new Buyer.Answer(200, "{\"ref\":\"A1\",\"echo\":\"t0psecret\"}"))) {
            String id = create(owner, buyer.url(), "t0psecret", "");

            call(owner)
                    .body("{\"lead\": {\"email\": \"me@example.com\"}}")
                    .post("/api/destinations/" + id + "/test")
                    .then()
                    .statusCode(200)
                    .body("test", equalTo(true))
                    .body("request.url", equalTo(buyer.url()))
                    .body("request.headers.x-api-key", equalTo("***"))
                    .body("request.body", equalTo("{\"email\":\"me@example.com\"}"))
                    .body("reply.status", equalTo(200))
                    .body("reading.outcome", equalTo("success"))
                    .body("reading.reference", equalTo("A1"))
                    .body(not(containsString("t0psecret")));
            assertThat(buyer.received()).hasSize(1);
        }
        String nowhere = create(owner, "http://10.0.0.1/", "k", "");
        call(owner)
                .body("{}")
                .post("/api/destinations/" + nowhere + "/test")
                .then()
                .statusCode(200)
                .body("skip", equalTo("URL must be public"));
    }

    private DeliverLead to(TestAccount owner, String destination) {
        Wanted wanted =
                new Wanted(
                        owner.id(),
                        UUID.randomUUID(),
                        Duration.ofSeconds(20),
                        false,
                        Map.of("json_property.more", "1"));
        DeliverLead request = desk.request(wanted);
        request.put("destinationId", UUID.fromString(destination));
        return request;
    }
}
