package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.servicekit.kafka.ProducedRecords;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "flow_engine"))
class ListApiIT {

    private static final String PHONES =
            "{\"name\": \"Do not call\", \"kind\": \"suppression\", \"type\": \"phone\"}";

    @Inject ProducedRecords produced;
    @Inject MasterKeys masterKeys;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    private TestAccount seller;

    @BeforeEach
    void open() {
        seller = TestAccounts.seller();
    }

    @Test
    void a_list_counts_its_entries_and_shows_none_of_them() {
        String list = list();

        entries(list, "{\"entries\": [\"(512) 789-1111\", \"512-789-1112\"]}", 2);
        call().contentType("text/csv")
                .body("512 789 1111\n512 789 1113\n")
                .post("/api/lists/" + list + "/entries")
                .then()
                .statusCode(200)
                .body("entries", equalTo(3));
        call().contentType(ContentType.JSON)
                .body("{\"entries\": [\"5127891111\"]}")
                .post("/api/lists/" + list + "/entries/remove")
                .then()
                .statusCode(200)
                .body("entries", equalTo(2));
        call().get("/api/lists").then().statusCode(200).body("items.id", hasItem(list));

        call().delete("/api/lists/" + list).then().statusCode(204);
        call().get("/api/lists/" + list).then().statusCode(404);
    }

    @Test
    void a_flow_that_names_a_list_that_is_not_there_is_not_deployed() {
        String list = list();
        String check =
                "{\"list_checks\": [{\"key\": \"dnc\", \"kind\": \"suppression\", \"list\": \"%s\","
                        + " \"value\": \"{{lead.phone_1}}\"}], \"name\"";
        String there = TestFlows.SOLAR.replaceFirst("\\{\"name\"", check.formatted(list));
        String gone = TestFlows.SOLAR.replaceFirst("\\{\"name\"", check.formatted(TestFlows.FLOW));

        call().post("/api/flows/" + flow(there) + "/deploy").then().statusCode(200);
        call().delete("/api/lists/" + list)
                .then()
                .statusCode(409)
                .body("code", equalTo("flow-engine.list-in-use"));
        call().post("/api/flows/" + flow(gone) + "/deploy")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("list_checks[0].list"))
                .body(
                        "errors.message",
                        hasItem("List check \"dnc\": there is no list " + TestFlows.FLOW));
    }

    @Test
    void another_accounts_list_is_not_found() {
        String list = list();

        given().header("Authorization", TestAccounts.seller().bearer())
                .get("/api/lists/" + list)
                .then()
                .statusCode(404);
    }

    private String list() {
        try (FakeNeighbours neighbours =
                new FakeNeighbours(broker, produced, masterKeys, seller.id())) {
            neighbours.publishAccountKey();
        }
        return Awaitility.await("a list")
                .atMost(Duration.ofSeconds(40))
                .until(
                        () ->
                                call().contentType(ContentType.JSON)
                                        .body(PHONES)
                                        .post("/api/lists")
                                        .then()
                                        .extract(),
                        answer -> answer.statusCode() == 201)
                .path("id");
    }

    private void entries(String list, String json, int expected) {
        call().contentType(ContentType.JSON)
                .body(json)
                .post("/api/lists/" + list + "/entries")
                .then()
                .statusCode(200)
                .body("entries", equalTo(expected));
    }

    private String flow(String definition) {
        return call().contentType(ContentType.JSON)
                .body(definition)
                .post("/api/flows")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private RequestSpecification call() {
        return given().header("Authorization", seller.bearer());
    }
}
