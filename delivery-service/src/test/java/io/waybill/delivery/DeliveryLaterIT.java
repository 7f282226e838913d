package io.waybill.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.waybill.delivery.Buyer.Answer;
import io.waybill.delivery.Buyer.Received;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryGivenUp;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.RedeliveryPlanned;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows when a step has its outcome: sent again, given up, known. */
@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DeliveryLaterIT extends AtTheDesk {

    private final TestAccount owner = TestAccounts.seller();

    @Test
    void what_failed_is_sent_again_under_the_same_key_and_known_once() {
        try (Buyer buyer = new Buyer(n -> Answer.of(n == 1 ? 503 : 200))) {
            UUID eventId = desk.send(Wanted.to(buyer.url()).of(owner.id()));
            desk.settled(eventId);

            redeliver(owner, eventId).statusCode(202).body("delivery.event_id", notNullValue());
            DeliveryReconciled known = await(eventId, DeliveryReconciled.class);

            assertThat(known.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(known.getBy()).isEqualTo("service:delivery");
            assertThat(buyer.received())
                    .extracting(Received::idempotencyKey)
                    .containsExactly(eventId.toString(), eventId.toString());
            assertThat(desk.events(eventId))
                    .extracting(event -> Records.meta(event).getSequence())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 8).boxed().toList());
            one(owner, eventId)
                    .body("delivery.state", equalTo("settled"))
                    .body("delivery.outcome", equalTo("success"))
                    .body("delivery.certain", equalTo(true))
                    .body("delivery.reason", equalTo("status 200"))
                    .body("delivery.known_at", notNullValue())
                    .body("attempts", hasSize(2));
            redeliver(owner, eventId)
                    .statusCode(409)
                    .body("code", equalTo("delivery.delivery-taken"));
        }
    }

    @Test
    void what_fails_again_is_given_up_and_may_be_sent_again() {
        try (Buyer buyer = new Buyer(n -> Answer.of(n < 3 ? 503 : 200))) {
            UUID eventId = desk.send(Wanted.to(buyer.url()).of(owner.id()));
            desk.settled(eventId);

            redeliver(owner, eventId).statusCode(202);
            DeliveryGivenUp givenUp = await(eventId, DeliveryGivenUp.class);
            assertThat(givenUp.getAttempts()).isEqualTo(2);
            assertThat(givenUp.getCertain()).isTrue();

            redeliver(owner, eventId).statusCode(202);
            assertThat(await(eventId, DeliveryReconciled.class).getOutcome())
                    .isEqualTo(Outcome.SUCCESS);
            assertThat(buyer.received()).hasSize(3);
        }
    }

    @Test
    void who_knows_what_became_of_it_says_so_once() {
        CountDownLatch end = new CountDownLatch(1);
        try (Buyer buyer = new Buyer(_ -> Buyer.answerAfter(end))) {
            DeliverLead request =
                    desk.request(Wanted.to(buyer.url()).of(owner.id()).with("timeout_seconds", 1));
            UUID eventId = request.getMeta().getStreamId();
            desk.send(request);
            assertThat(desk.settled(eventId).getCertain()).isFalse();
            String known =
                    """
                    {"outcome":"success","price":"7.5","reason":"it is on their list"}
                    """;

            reconcile(TestAccounts.seller(), eventId, known).statusCode(404);
            reconcile(owner, eventId, known)
                    .statusCode(200)
                    .body("delivery.outcome", equalTo("success"))
                    .body("delivery.certain", equalTo(true))
                    .body("delivery.price", equalTo("7.5000"))
                    .body("delivery.reason", equalTo("it is on their list"));
            reconcile(owner, eventId, known).statusCode(200);
            reconcile(owner, eventId, "{\"outcome\":\"failure\",\"reason\":\"no\"}")
                    .statusCode(409)
                    .body("code", equalTo("delivery.delivery-known"));

            DeliveryReconciled told = await(eventId, DeliveryReconciled.class);
            assertThat(told.getPrice()).isEqualByComparingTo(new BigDecimal("7.5"));
            assertThat(told.getBy()).startsWith("api-key:");
            assertThat(desk.opened(request, told, "reason", told.getReason()))
                    .isEqualTo("it is on their list");
            assertThat(desk.events(eventId)).hasSize(5);
            end.countDown();
        }
    }

    @Test
    void asked_for_by_many_at_once_it_is_planned_once() {
        CountDownLatch end = new CountDownLatch(1);
        try (Buyer buyer = new Buyer(n -> n == 1 ? Answer.of(503) : Buyer.answerAfter(end))) {
            UUID eventId = desk.send(Wanted.to(buyer.url()).of(owner.id()));
            desk.settled(eventId);

            for (int i = 0; i < 5; i++) {
                int status = redeliver(owner, eventId).extract().statusCode();
                assertThat(status).isIn(202, 409);
            }
            end.countDown();

            await(eventId, DeliveryReconciled.class);
            assertThat(desk.events(eventId).stream().filter(RedeliveryPlanned.class::isInstance))
                    .hasSize(1);
            assertThat(buyer.received()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"outcome\":\"perhaps\",\"reason\":\"x\"}",
                "{\"outcome\":\"success\"}",
                "{\"outcome\":\"failure\",\"price\":1,\"reason\":\"x\"}",
                "{\"outcome\":\"success\",\"price\":-1,\"reason\":\"x\"}",
                "{\"outcome\":\"success\",\"price\":\"1.23456\",\"reason\":\"x\"}",
                "{\"outcome\":\"success\",\"reason\":\"x\",\"other\":1}"
            })
    void what_cannot_be_understood_is_refused(String body) {
        reconcile(owner, UUID.randomUUID(), body).statusCode(400);
    }

    @Test
    void nobody_touches_what_is_not_theirs_or_still_under_way() {
        CountDownLatch end = new CountDownLatch(1);
        try (Buyer buyer = new Buyer(_ -> Buyer.answerAfter(end))) {
            UUID eventId = desk.send(Wanted.to(buyer.url()).of(owner.id()));
            Awaitility.await().until(() -> buyer.received().size() == 1);

            redeliver(TestAccounts.seller(), eventId).statusCode(404);
            redeliver(owner, UUID.randomUUID()).statusCode(404);
            redeliver(owner, eventId)
                    .statusCode(409)
                    .body("code", equalTo("delivery.delivery-not-settled"));
            reconcile(owner, eventId, "{\"outcome\":\"success\",\"reason\":\"x\"}").statusCode(409);
            end.countDown();
        }
    }

    @Test
    void a_list_is_narrowed_and_read_page_by_page() {
        try (Buyer refusing = Buyer.answering(422);
                Buyer taking = Buyer.answering(200)) {
            for (int i = 0; i < 3; i++) {
                desk.settled(desk.send(Wanted.to(refusing.url()).of(owner.id())));
            }
            desk.settled(desk.send(Wanted.to(taking.url()).of(owner.id())));
            String address = refusing.url().replace("http://", "").replace("/leads", "");

            list(owner, "?outcome=success").body("items", hasSize(1));
            list(owner, "?outcome=failure&destination=" + address).body("items", hasSize(3));
            list(owner, "?from=2999-01-01T00:00:00Z").body("items", hasSize(0));
            String next = list(owner, "?limit=3").body("items", hasSize(3)).extract().path("next");
            list(owner, "?limit=3&cursor=" + next).body("items", hasSize(1));
            list(TestAccounts.seller(), "").body("items", hasSize(0));
        }
    }

    private <T extends SpecificRecord> T await(UUID eventId, Class<T> type) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> desk.events(eventId).stream().anyMatch(type::isInstance));
        return desk.events(eventId).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse redeliver(TestAccount account, UUID eventId) {
        return given().header("Authorization", account.bearer())
                .post("/api/deliveries/" + eventId + "/redeliver")
                .then();
    }

    private static ValidatableResponse reconcile(TestAccount account, UUID eventId, String body) {
        return given().header("Authorization", account.bearer())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/deliveries/" + eventId + "/reconcile")
                .then();
    }

    private static ValidatableResponse one(TestAccount account, UUID eventId) {
        return given().header("Authorization", account.bearer())
                .get("/api/deliveries/" + eventId)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse list(TestAccount account, String query) {
        return given().header("Authorization", account.bearer())
                .get("/api/deliveries" + query)
                .then()
                .statusCode(200);
    }
}
