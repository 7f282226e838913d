package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.waybill.servicekit.kafka.ProducedRecords;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buyer Steps between what partner.events says and what a flow may be. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "flow_engine"))
class FlowPartnersIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NO_STEP = "[]";

    @Inject ProducedRecords produced;

    private UUID connection;
    private TestAccount seller;
    private TestAccount buyer;
    private PartnerEvents told;

    @BeforeEach
    void open() {
        seller = TestAccounts.seller();
        buyer = TestAccounts.seller();
        told = new PartnerEvents(produced, seller.id(), buyer.id());
        connection = told.connection();
    }

    @Test
    void a_step_is_enabled_once_the_partner_has_accepted_and_warned_of_until_it_is_ready() {
        told.invited();
        String flow = created(seller, step(""));
        awaitState(flow, "invited");
        call(seller).post("/api/flows/" + flow + "/deploy").then().statusCode(200);

        edit(flow, step("\"enabled\": true,"));
        call(seller)
                .post("/api/flows/" + flow + "/deploy")
                .then()
                .statusCode(400)
                .body("code", equalTo("flow-engine.flow-undeployable"))
                .body("detail", containsString("before its partner has accepted the invitation"));

        told.accepted();
        awaitState(flow, "accepted");
        call(seller)
                .post("/api/flows/" + flow + "/deploy")
                .then()
                .statusCode(200)
                .body("warnings.message", hasItem(containsString("has not configured its side")));
        told.configured(UUID.randomUUID());
        awaitState(flow, "active");
        call(seller)
                .get("/api/flows/" + flow + "/partners")
                .then()
                .body("items", hasSize(1))
                .body("items[0].reason", nullValue())
                .body("items[0].may_be_enabled", equalTo(true))
                .body("items[0].partner_id", equalTo(buyer.id().toString()))
                .body(
                        "items[0].fields.findAll { it.shared }.id",
                        equalTo(List.of("email", "state")))
                .body("items[0].fields.find { it.id == 'email' }.asked", equalTo(true));
    }

    @Test
    void a_declined_invitation_takes_the_step_out_as_a_new_version_that_says_why() {
        told.invited();
        String flow = created(seller, step(""));
        awaitState(flow, "invited");
        call(seller).post("/api/flows/" + flow + "/deploy").then().statusCode(200);

        told.ended(2, "declined");

        await("the flow follows")
                .atMost(LIMIT)
                .untilAsserted(() ->
                        call(seller)
                                .get("/api/flows/" + flow)
                                .then()
                                .body("version", equalTo(2))
                                .body("draft.steps", hasSize(0)));
        call(seller)
                .get("/api/flows/" + flow + "/history")
                .then()
                .body("items[0].event", equalTo("version_deployed"))
                .body("items[0].by", equalTo("system"))
                .body(
                        "items.sentence",
                        hasItem(
                                "The Buyer Step \"Bank\" was removed: the invitation was declined"));
    }

    @Test
    void a_flow_that_the_buyer_chose_gets_a_source_for_the_seller_and_loses_it_with_the_end() {
        String chosen = created(buyer, NO_STEP);
        call(buyer).post("/api/flows/" + chosen + "/deploy").then().statusCode(200);
        UUID source = UUID.randomUUID();
        told.invited();
        told.accepted();
        told.configured(UUID.fromString(chosen), source);

        await("the source is there")
                .atMost(LIMIT)
                .untilAsserted(() ->
                        call(buyer)
                                .get("/api/flows/" + chosen)
                                .then()
                                .body("version", equalTo(2))
                                .body("sources.id", hasItem(source.toString())));
        told.ended(4, "seller");
        await("the source is disabled")
                .atMost(LIMIT)
                .untilAsserted(() ->
                        call(buyer)
                                .get("/api/flows/" + chosen)
                                .then()
                                .body("version", equalTo(3))
                                .body(
                                        "draft.sources.find { it.id == '" + source + "' }.enabled",
                                        equalTo(false)));
    }

    @Test
    void no_step_waits_for_an_invitation_that_came_to_nothing() {
        told.invited();
        String waiting = created(seller, step(""));
        awaitState(waiting, "invited");
        told.ended(2, "declined");
        await("the flow follows")
                .atMost(LIMIT)
                .untilAsserted(() ->
                        call(seller)
                                .get("/api/flows/" + waiting)
                                .then()
                                .body("draft.steps", hasSize(0)));

        String late = created(seller, step(""));

        call(seller)
                .post("/api/flows/" + late + "/deploy")
                .then()
                .statusCode(400)
                .body("detail", containsString("came to nothing"));
    }

    @Test
    void a_seller_who_does_not_pay_and_a_stranger_deploy_no_buyer_step() {
        told.invited();
        told.accepted();
        String flow = created(seller, step(""));
        awaitState(flow, "accepted");
        TestAccount stranger = TestAccounts.seller();
        String foreign = created(stranger, step(""));
        call(stranger)
                .post("/api/flows/" + foreign + "/deploy")
                .then()
                .statusCode(400)
                .body("detail", containsString("there is no connection " + connection));
        call(stranger).get("/api/flows/" + flow + "/partners").then().statusCode(404);

        told.plan("free");
        await("the plan is known")
                .atMost(LIMIT)
                .untilAsserted(() ->
                        call(seller)
                                .post("/api/flows/" + flow + "/deploy")
                                .then()
                                .statusCode(400)
                                .body("detail", containsString("needs a paid subscription")));
    }

    @Test
    void a_step_that_says_nothing_of_it_shares_what_was_offered() {
        told.invited();
        String known = created(seller, step(""));
        awaitState(known, "invited");

        String flow =
                created(
                        seller,
                        "[{\"name\": \"Bank\", \"type\": \"buyer\", \"connection_id\": \""
                                + connection
                                + "\"}]");

        call(seller)
                .get("/api/flows/" + flow)
                .then()
                .body("draft.steps[0].share", equalTo(List.of("email", "state")));
    }

    private void awaitState(String flow, String state) {
        await("the connection is " + state)
                .atMost(LIMIT)
                .untilAsserted(() ->
                        call(seller)
                                .get("/api/flows/" + flow + "/partners")
                                .then()
                                .statusCode(200)
                                .body("items[0].state", equalTo(state)));
    }

    private String created(TestAccount account, String steps) {
        return call(account)
                .body(definition(steps))
                .post("/api/flows")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void edit(String flow, String steps) {
        call(seller).body(definition(steps)).put("/api/flows/" + flow).then().statusCode(200);
    }

    private static String definition(String steps) {
        return "{\"name\": \"Solar\", \"sources\": [{\"name\": \"Web form\"}], \"steps\": "
                + steps
                + "}";
    }

    private String step(String more) {
        return "[{\"id\": \"b\", \"name\": \"Bank\", \"type\": \"buyer\", "
                + more
                + " \"connection_id\": \""
                + connection
                + "\", \"share\": [\"email\", \"state\"]}]";
    }

    private static RequestSpecification call(TestAccount account) {
        return given().header("Authorization", account.bearer()).contentType(ContentType.JSON);
    }
}
