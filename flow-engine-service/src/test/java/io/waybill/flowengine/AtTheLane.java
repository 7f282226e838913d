package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.servicekit.kafka.ProducedRecords;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a seller's deployed flow, and the engine's neighbours played by the test. */
abstract class AtTheLane {

    static final Duration LIMIT = Duration.ofSeconds(60);

    @Inject MasterKeys masterKeys;
    @Inject ProducedRecords produced;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    @SuppressWarnings("NullAway.Init") // filled in before each test
    FakeNeighbours neighbours;

    @SuppressWarnings("NullAway.Init")
    TestAccount seller;

    @SuppressWarnings("NullAway.Init")
    UUID flow;

    @BeforeEach
    void deploy() {
        seller = TestAccounts.seller();
        neighbours = new FakeNeighbours(broker, produced, masterKeys, seller.id());
        neighbours.publishAccountKey();
        flow =
                UUID.fromString(
                        call().contentType(ContentType.JSON)
                                .body(TestFlows.SOLAR)
                                .post("/api/flows")
                                .then()
                                .statusCode(201)
                                .extract()
                                .path("id"));
        call().post("/api/flows/" + flow + "/deploy").then().statusCode(200);
        await("the flow is live")
                .atMost(LIMIT)
                .untilAsserted(() ->
                        call().get("/api/flows/" + flow).then().body("live.version", equalTo(1)));
    }

    @AfterEach
    void close() {
        neighbours.close();
    }

    RequestSpecification call() {
        return given().header("Authorization", seller.bearer());
    }
}
