package io.waybill.partner;

import static io.restassured.RestAssured.given;
import static io.waybill.partner.PartnerClient.application;
import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerClient.post;
import static io.waybill.partner.PartnerClient.signIn;
import static io.waybill.partner.PartnerClient.signUp;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.partner.PartnerClient.Member;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class OutageIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // filled in by the test resource
    RealServers servers;

    @AfterEach
    void everything_is_back() {
        servers.kafka().start();
        servers.database().start();
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void without_kafka_all_is_accepted_and_published_when_it_is_back() {
        servers.kafka().kill9();

        Member member = signUp();
        String token = signIn(member).token();
        String key = as(token).body(Map.of("label", "k")).post("/api/api-keys").path("key");
        as(key).get("/api/accounts/current").then().statusCode(200);

        servers.kafka().start();
        try (TopicReader events =
                new TopicReader(servers.kafka().bootstrapServers(), Topic.PARTNER_EVENTS)) {
            events.await(
                    ApiKeyIssued.class,
                    e -> e.getMeta().getStreamId().toString().equals(member.accountId()));
        }
    }

    @Test
    void without_postgresql_callers_are_told_to_come_back_and_nothing_needs_a_restart() {
        String token = signIn(signUp()).token();
        servers.database().kill9();

        post("/api/accounts", application(newEmail()))
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("unavailable"));
        as(token).get("/api/api-keys").then().statusCode(503);
        given().get("/api/api-keys").then().statusCode(401);

        servers.database().start();
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> post("/api/accounts", application(newEmail())).statusCode() == 201);
    }
}
