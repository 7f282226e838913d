package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waybill.flowengine.linkedrun.store.ForgottenRuns;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Leads that went through a real lane, once more. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "flow_engine"))
class LinkedRunIT extends AtTheLane {

    @Inject DataSource dataSource;

    @Test
    void a_sold_lead_runs_again_and_nothing_is_delivered_or_paid_twice() {
        UUID lead = ended("CA");

        String request = asked(Map.of("lead_ids", List.of(lead.toString())), "k-1");
        ValidatableResponse done =
                done(request).body("made", equalTo(1)).body("refused", equalTo(0));
        UUID run = UUID.fromString(done.extract().path("items[0].run_id"));

        done.body("items[0].lead_id", equalTo(lead.toString()));
        explained(run)
                .body("outcome", equalTo("success"))
                .body("price", equalTo("0.0000"))
                .body("revenue", equalTo("0.0000"))
                .body("differences", hasSize(0))
                .body("trace.event", hasItem("step_kept"));
        assertThat(asked(Map.of("lead_ids", List.of(lead.toString())), "k-1")).isEqualTo(request);
        ask(Map.of("lead_ids", List.of(run.toString())), "k-1")
                .statusCode(422)
                .body("code", equalTo("flow-engine.run-key-reused"));
    }

    @Test
    void a_run_of_a_run_is_the_third_of_its_lead() {
        UUID lead = ended("TX");
        String second =
                done(asked(Map.of("lead_ids", List.of(lead.toString())), null))
                        .extract()
                        .path("items[0].run_id");
        explained(UUID.fromString(second));

        String third =
                done(asked(Map.of("lead_ids", List.of(second)), null))
                        .body("items[0].lead_id", equalTo(lead.toString()))
                        .extract()
                        .path("items[0].run_id");

        assertThat(third).isNotNull().isNotEqualTo(second);
        explained(UUID.fromString(third)).body("outcome", equalTo("failure"));
    }

    @Test
    void leads_are_selected_by_flow_outcome_and_time() {
        Instant from = Instant.now().minusSeconds(60);
        UUID refused = ended("FL");
        ended("CA");

        done(asked(
                        Map.of(
                                "flow_id", flow.toString(),
                                "outcome", "failure",
                                "received_from", from.toString(),
                                "received_until", Instant.now().plusSeconds(60).toString()),
                        null))
                .body("made", equalTo(1))
                .body("has_more", equalTo(false))
                .body("items.lead_id", contains(refused.toString()));
    }

    @Test
    void another_accounts_lead_is_unknown_and_its_request_is_not_there() {
        UUID lead = ended("CA");
        String own = asked(Map.of("lead_ids", List.of(lead.toString())), null);

        seller = TestAccounts.seller();

        done(asked(Map.of("lead_ids", List.of(lead.toString())), null))
                .body("made", equalTo(0))
                .body("items[0].refused", equalTo("unknown"));
        call().get("/api/runs/" + own).then().statusCode(404);
        call().get("/api/runs/x").then().statusCode(404);
        given().get("/api/runs/" + own).then().statusCode(401);
        ask(Map.of(), null).statusCode(400).body("errors.field", hasItem("lead_ids"));
    }

    @Test
    void a_selection_goes_on_behind_a_lead() {
        Instant from = Instant.now().minusSeconds(60);
        UUID first = ended("FL");
        UUID second = ended("FL");

        done(asked(
                        Map.of(
                                "flow_id", flow.toString(),
                                "received_from", from.toString(),
                                "received_until", Instant.now().plusSeconds(60).toString(),
                                "continue_from", first.toString()),
                        null))
                .body("made", equalTo(1))
                .body("items.lead_id", contains(second.toString()));
    }

    @Test
    void requests_are_forgotten_with_the_places_of_their_runs() throws SQLException {
        UUID lead = ended("FL");
        String request = asked(Map.of("lead_ids", List.of(lead.toString())), null);
        String run = done(request).extract().path("items[0].run_id");
        explained(UUID.fromString(run));
        Instant later = Instant.now().plusSeconds(3_600);

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            new ForgottenRuns(connection).forget(later, 100);
            call().get("/api/runs/" + request).then().body("items", hasSize(1));

            statement.execute("DELETE FROM lead_place WHERE lead_id = '" + run + "'");
            new ForgottenRuns(connection).forget(Instant.now().minusSeconds(3_600), 100);
            call().get("/api/runs/" + request).then().body("items", hasSize(1));
            new ForgottenRuns(connection).forget(later, 100);
        }

        call().get("/api/runs/" + request).then().statusCode(404);
    }

    @Test
    void a_lead_that_can_never_be_read_does_not_hold_up_the_others() throws SQLException {
        UUID broken = ended("FL");
        UUID sound = ended("FL");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE lead_place SET offsets = '{9999999}' WHERE lead_id = '" + broken + "'");
        }

        String request =
                asked(Map.of("lead_ids", List.of(broken.toString(), sound.toString())), null);

        Awaitility.await("the end of a request with a broken lead")
                .atMost(Duration.ofMinutes(3))
                .until(() ->
                        "done"
                                .equals(
                                        call().get("/api/runs/" + request)
                                                .then()
                                                .extract()
                                                .path("state")));
        done(request)
                .body("made", equalTo(1))
                .body("refused", equalTo(1))
                .body("items[0].refused", equalTo("unreadable"))
                .body("items[1].lead_id", equalTo(sound.toString()));
    }

    private UUID ended(String state) {
        UUID lead = neighbours.awaitReply(neighbours.submit(flow, state, null), LIMIT).getLeadId();
        explained(lead);
        return lead;
    }

    private String asked(Map<String, Object> selection, String key) {
        return ask(selection, key).statusCode(202).extract().path("id");
    }

    private ValidatableResponse ask(Map<String, Object> selection, String key) {
        RequestSpecification call = call().contentType(ContentType.JSON).body(selection);
        return (key == null ? call : call.header("Idempotency-Key", key)).post("/api/runs").then();
    }

    private ValidatableResponse done(String request) {
        return Awaitility.await("the end of request " + request)
                .atMost(LIMIT)
                .until(
                        () -> call().get("/api/runs/" + request).then().statusCode(200),
                        answer -> "done".equals(answer.extract().path("state")));
    }

    /** The explanation, once the ledger has the end of the run. */
    private ValidatableResponse explained(UUID run) {
        return Awaitility.await("the explanation of " + run)
                .atMost(LIMIT)
                .until(
                        () -> call().get("/api/runs/" + run + "/explanation").then(),
                        answer ->
                                answer.extract().statusCode() == 200
                                        && answer.extract().path("outcome") != null
                                        && answer.extract().<Boolean>path("complete"));
    }
}
