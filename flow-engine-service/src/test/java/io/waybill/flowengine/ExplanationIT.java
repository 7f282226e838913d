package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A lead that went through a real lane, explained from the ledger. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "flow_engine"))
class ExplanationIT extends AtTheLane {

    @Test
    void a_sold_lead_is_explained_step_by_step_and_decided_again_alike() {
        explained(submitted("CA", null), "outcome")
                .body("flow_id", equalTo(flow.toString()))
                .body("version", equalTo(1))
                .body("outcome", equalTo("success"))
                .body("price", equalTo("4.0000"))
                .body("revenue", equalTo("12.5000"))
                .body("milliseconds", greaterThanOrEqualTo(0))
                .body("complete", equalTo(true))
                .body("differences", hasSize(0))
                .body("same_when_decided_again", equalTo(true))
                .body(
                        "trace.event",
                        contains(
                                "lead_received",
                                "lead_accepted",
                                "filter_passed",
                                "delivery_requested",
                                "step_settled",
                                "filter_passed",
                                "lead_completed",
                                "lead_closed"))
                .body(
                        "trace.find { it.event == 'filter_passed' }.rules.sentence",
                        contains("State must be TX"))
                .body(
                        "trace.find { it.sent != null }.sent['json_property.email']",
                        equalTo("ada@example.org"));
    }

    @Test
    void a_refused_lead_is_explained_by_the_rule_that_refused_it() {
        explained(submitted("FL", null), "outcome")
                .body("outcome", equalTo("failure"))
                .body("reason", equalTo("State must not be FL"))
                .body("same_when_decided_again", equalTo(true))
                .body("trace.sentence", hasItem(containsString("was refused by acceptance")));
    }

    @Test
    void the_id_of_a_repeated_call_leads_to_the_first_lead() {
        UUID first = submitted("CA", "key-1");
        UUID repeated = neighbours.submit(flow, "CA", "key-1");
        neighbours.awaitReply(repeated, LIMIT);

        explained(first, "outcome").body("same_when_decided_again", equalTo(true));
    }

    @Test
    void another_accounts_lead_and_an_unknown_one_are_not_there() {
        UUID lead = submitted("CA", null);
        explained(lead, "outcome");

        seller = TestAccounts.seller();
        call().get("/api/runs/" + lead + "/explanation").then().statusCode(404);
        call().get("/api/runs/" + UUID.randomUUID() + "/explanation").then().statusCode(404);
        call().get("/api/runs/x/explanation").then().statusCode(404);
        given().get("/api/runs/" + lead + "/explanation").then().statusCode(401);
    }

    private UUID submitted(String state, String idempotencyKey) {
        return neighbours
                .awaitReply(neighbours.submit(flow, state, idempotencyKey), LIMIT)
                .getLeadId();
    }

    /** The explanation, once the ledger has the lead's end. */
    private ValidatableResponse explained(UUID lead, String field) {
        return Awaitility.await("the explanation of " + lead)
                .atMost(LIMIT)
                .until(
                        () -> call().get("/api/runs/" + lead + "/explanation").then(),
                        answer ->
                                answer.extract().statusCode() == 200
                                        && answer.extract().path(field) != null
                                        && answer.extract().<Boolean>path("complete"));
    }
}
