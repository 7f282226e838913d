package io.waybill.partner;

import static io.restassured.RestAssured.given;
import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerWorld.act;
import static io.waybill.partner.PartnerWorld.awaitState;
import static io.waybill.partner.PartnerWorld.buyer;
import static io.waybill.partner.PartnerWorld.connection;
import static io.waybill.partner.PartnerWorld.invite;
import static io.waybill.partner.PartnerWorld.plan;
import static io.waybill.partner.PartnerWorld.seller;
import static io.waybill.partner.PartnerWorld.target;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.partner.PartnerWorld.Person;
import io.waybill.servicekit.testing.RealServers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both sides do with a connection, and what it follows by itself. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class ConnectionIT {

    @SuppressWarnings("NullAway.Init") // filled in by the test resource
    RealServers servers;

    @SuppressWarnings("NullAway.Init")
    private PartnerWorld world;

    @BeforeEach
    void open() {
        world = new PartnerWorld(servers);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_destination_that_is_disabled_pauses_the_connection() {
        Person buyer = buyer();
        String id = world.accepted(seller(), buyer);
        UUID destination = world.destination(buyer);
        awaitState(buyer, id, "configured");

        world.disable(buyer, destination);

        awaitState(buyer, id, "paused");
        connection(buyer, id).then().body("holds", contains("destination"));
    }

    @Test
    void a_subscription_that_ends_pauses_the_connection_until_it_is_there_again() {
        Person buyer = buyer();
        String id = world.accepted(seller(), buyer);
        world.destination(buyer);
        awaitState(buyer, id, "configured");

        plan(buyer, "none");
        awaitState(buyer, id, "paused");
        plan(buyer, "free");
        awaitState(buyer, id, "configured");
    }

    @Test
    void a_destination_of_an_account_that_could_sell_is_not_chosen_for_it() {
        Person reseller = seller();
        plan(reseller, "free");
        String first = world.accepted(seller(), reseller);
        UUID customers = world.destination(reseller);
        // The choice for the first connection shows that the destination is known.
        Awaitility.await("the destination is known")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        target(reseller, first, "destination_id", customers).statusCode() == 200);

        String second = world.accepted(seller(), reseller);

        connection(reseller, first).then().body("state", equalTo("configured"));
        connection(reseller, second)
                .then()
                .body("state", equalTo("accepted"))
                .body("destination_id", nullValue());
    }

    @Test
    void a_flow_that_was_never_deployed_takes_no_leads_until_it_is() {
        Person seller = seller();
        Person buyer = seller();
        String id = world.accepted(seller, buyer);
        UUID flow = world.draft(buyer);
        Awaitility.await("the flow is known")
                .atMost(Duration.ofSeconds(60))
                .until(() -> target(buyer, id, "flow_id", flow).statusCode() == 200);
        connection(buyer, id)
                .then()
                .body("state", equalTo("paused"))
                .body("holds", contains("flow"));

        world.deploy(buyer, flow);

        awaitState(buyer, id, "configured");
        world.mails().await(seller.email(), "is ready for your leads");
    }

    @Test
    void a_destination_that_gathers_leads_takes_none_over_a_connection() {
        Person buyer = buyer();
        String id = world.accepted(seller(), buyer);
        UUID destination = world.gathering(buyer);

        Awaitility.await("the destination is known")
                .atMost(Duration.ofSeconds(60))
                .until(() -> target(buyer, id, "destination_id", destination).statusCode() == 200);

        connection(buyer, id)
                .then()
                .body("state", equalTo("paused"))
                .body("holds", contains("destination"));
    }

    @Test
    void either_side_pauses_and_ends() {
        Person seller = seller();
        Person buyer = buyer();
        String id = world.accepted(seller, buyer);

        act(seller, id, "pause").then().statusCode(200).body("holds", contains("seller"));
        act(buyer, id, "resume").then().statusCode(200).body("holds", contains("seller"));
        act(seller, id, "resume").then().statusCode(200).body("holds", hasSize(0));
        act(buyer, id, "end").then().statusCode(200).body("end_cause", equalTo("buyer"));
        act(buyer, id, "end").then().statusCode(200);
        act(seller, id, "resume")
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.connection-ended"));
        world.mails().await(seller.email(), "has ended the connection");
    }

    @Test
    void both_sides_read_what_happened_by_whom_and_why() {
        Person seller = seller();
        Person buyer = buyer();
        String id = world.accepted(seller, buyer);

        as(buyer.token())
                .body(Map.of("reason", "holidays"))
                .post("/api/connections/" + id + "/pause")
                .then()
                .statusCode(200);
        as(seller.token())
                .body(Map.of("reason", "too few leads"))
                .post("/api/connections/" + id + "/end")
                .then()
                .statusCode(200);

        String path = "/api/connections/" + id + "/history";
        as(seller.token())
                .get(path)
                .then()
                .statusCode(200)
                .body("items.event", contains("opened", "accepted", "paused", "ended"))
                .body("items.side", contains("seller", "buyer", "buyer", "seller"))
                .body("items[2].reason", equalTo("holidays"))
                .body("items[2].by", nullValue())
                .body("items[3].by", startsWith("user:"));
        as(buyer.token()).get(path).then().body("items[3].reason", equalTo("too few leads"));
        as(seller().token()).get(path).then().statusCode(404);
        given().get(path).then().statusCode(401);
        world.mails().await(buyer.email(), "has ended the connection");
    }

    @Test
    void both_sides_list_the_partner_and_a_third_account_sees_nothing() {
        Person seller = seller();
        Person buyer = buyer();
        Person stranger = seller();
        String id = world.accepted(seller, buyer);

        as(seller.token())
                .get("/api/connections?side=seller")
                .then()
                .body("items.id", contains(id));
        as(seller.token()).get("/api/connections?side=buyer").then().body("items", hasSize(0));
        as(buyer.token()).get("/api/connections").then().body("items.id", contains(id));
        as(seller.token())
                .get("/api/partners")
                .then()
                .body("items.id", contains(buyer.accountId()))
                .body("items[0].name", equalTo("Bea's Bank"))
                .body("items[0].connections.id", contains(id));
        as(buyer.token()).get("/api/partners").then().body("items[0].name", equalTo("Roe Media"));
        as(stranger.token()).get("/api/connections").then().body("items", hasSize(0));
        as(stranger.token()).get("/api/partners").then().body("items", hasSize(0));
        connection(stranger, id).then().statusCode(404);
        for (String action : new String[] {"pause", "resume", "end"}) {
            act(stranger, id, action).then().statusCode(404);
        }
        target(stranger, id, "flow_id", UUID.randomUUID()).then().statusCode(404);
        given().get("/api/connections").then().statusCode(401);
        given().get("/api/partners").then().statusCode(401);
    }

    @Test
    void an_account_that_begins_to_pay_sells() {
        Person buyer = buyer();
        as(buyer.token()).get("/api/accounts/current").then().body("sells", equalTo(false));

        plan(buyer, "paid");

        as(buyer.token()).get("/api/accounts/current").then().body("sells", equalTo(true));
    }

    @Test
    void the_plan_is_changed_by_an_owner_or_by_billing_only() {
        Person seller = seller();
        String manager =
                as(seller.token()).body(Map.of("label", "m")).post("/api/api-keys").path("key");
        String billing =
                as(seller.token())
                        .body(Map.of("label", "b", "role", "billing"))
                        .post("/api/api-keys")
                        .path("key");
        String path = "/api/accounts/current/subscription";

        as(manager).body(Map.of("plan", "free")).put(path).then().statusCode(403);
        as(billing).body(Map.of("plan", "gold")).put(path).then().statusCode(400);
        as(billing)
                .body(Map.of("plan", "free"))
                .put(path)
                .then()
                .statusCode(200)
                .body("product", equalTo("leads"))
                .body("plan", equalTo("free"));
        invite(seller, newEmail()).then().statusCode(403);
    }
}
