package io.waybill.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.receipt.Receipt;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Receipts, and having many sent again. */
@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class ReceiptIT extends AtTheDesk {

    private final TestAccount owner = TestAccounts.seller();

    @Test
    void anybody_checks_a_receipt_with_the_published_key() throws JoseException {
        try (Buyer buyer = Buyer.answering(201)) {
            UUID eventId = desk.send(Wanted.to(buyer.url()).of(owner.id()));
            desk.settled(eventId);

            String token =
                    receipt(owner, eventId)
                            .statusCode(200)
                            .contentType("application/jose")
                            .extract()
                            .asString();
            JsonWebSignature checked = checked(token);

            assertThat(checked.verifySignature()).isTrue();
            Map<String, Object> claims = JsonUtil.parseJson(checked.getPayload());
            assertThat(claims)
                    .containsEntry("sub", eventId.toString())
                    .containsEntry("seller_id", owner.id().toString())
                    .containsEntry("outcome", "success")
                    .containsEntry("certain", true);
            assertThat(checked.getPayload())
                    .contains(Receipt.sha256(buyer.received().getFirst().body()));
            assertThat(checked.getPayload()).doesNotContain("zoe@example.com");
        }
    }

    @Test
    void a_receipt_that_somebody_changed_is_not_ours() throws JoseException {
        try (Buyer buyer = Buyer.answering(422)) {
            UUID eventId = desk.send(Wanted.to(buyer.url()).of(owner.id()));
            desk.settled(eventId);
            String token = receipt(owner, eventId).extract().asString();
            String[] parts = token.split("\\.");
            String forged =
                    new String(Base64.getUrlDecoder().decode(parts[1]))
                            .replace("failure", "success");
            parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes());

            assertThat(checked(String.join(".", parts)).verifySignature()).isFalse();
        }
    }

    @Test
    void only_the_seller_gets_a_receipt_and_only_of_what_has_ended() {
        try (Buyer buyer = Buyer.answering(503)) {
            UUID eventId =
                    desk.send(
                            Wanted.to(buyer.url())
                                    .of(owner.id())
                                    .repeatSafely()
                                    .within(Duration.ofSeconds(60)));
            Awaitility.await().until(() -> !buyer.received().isEmpty());

            receipt(TestAccounts.seller(), eventId).statusCode(404);
            receipt(owner, eventId)
                    .statusCode(409)
                    .body("code", equalTo("delivery.receipt-not-due"));
        }
    }

    @Test
    void the_published_keys_hold_no_secret() {
        given().get("/api/deliveries/receipt-keys")
                .then()
                .statusCode(200)
                .body("keys[0].kty", equalTo("EC"))
                .body("keys[0].use", equalTo("sig"))
                .body(not(containsString("\"d\"")));
    }

    @Test
    void many_are_sent_again_once() {
        try (Buyer buyer = new Buyer(n -> Buyer.Answer.of(n <= 3 ? 503 : 200))) {
            for (int i = 0; i < 3; i++) {
                desk.settled(desk.send(Wanted.to(buyer.url()).of(owner.id())));
            }
            String filter = "{\"outcome\":\"error\",\"most\":2}";

            String first = ask(filter, "again-1").statusCode(202).extract().path("id");
            ask(filter, "again-1").statusCode(202).body("id", equalTo(first));
            ask("{\"outcome\":\"failure\"}", "again-1").statusCode(422);
            ask("{}", "again-2").statusCode(400);
            ask("{\"outcome\":\"error\",\"all\":true}", "again-2").statusCode(400);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            read(owner, first)
                                    .statusCode(200)
                                    .body("state", equalTo("done"))
                                    .body("planned", equalTo(2))
                                    .body("has_more", equalTo(true)));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> buyer.received().size() == 5);
            read(TestAccounts.seller(), first).statusCode(404);
        }
    }

    private ValidatableResponse ask(String body, String key) {
        return given().header("Authorization", owner.bearer())
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/deliveries/redeliveries")
                .then();
    }

    private static ValidatableResponse read(TestAccount account, String id) {
        return given().header("Authorization", account.bearer())
                .get("/api/deliveries/redeliveries/" + id)
                .then();
    }

    private static ValidatableResponse receipt(TestAccount account, UUID eventId) {
        return given().header("Authorization", account.bearer())
                .get("/api/deliveries/" + eventId + "/receipt")
                .then();
    }

    /** As a stranger does it: with a standard library and what is published. */
    private static JsonWebSignature checked(String token) throws JoseException {
        String published = given().get("/api/deliveries/receipt-keys").then().extract().asString();
        JsonWebSignature receipt = new JsonWebSignature();
        receipt.setCompactSerialization(token);
        receipt.setKey(
                new JsonWebKeySet(published)
                        .findJsonWebKey(receipt.getKeyIdHeaderValue(), "EC", "sig", "ES256")
                        .getKey());
        return receipt;
    }
}
