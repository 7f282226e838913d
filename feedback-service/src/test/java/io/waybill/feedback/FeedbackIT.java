package io.waybill.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.waybill.feedback.Ledger.Delivery;
import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.FeedbackRefused;
import io.waybill.schemas.Records;
import io.waybill.servicekit.testing.RealServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "feedback"))
class FeedbackIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Nullable RealServers servers;
    private @Nullable Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = new Ledger(Objects.requireNonNull(servers));
    }

    private Ledger ledger() {
        return Objects.requireNonNull(ledger);
    }

    private static Response post(UUID eventId, String type, String reason) {
        return given().queryParam("event_id", eventId)
                .formParam("type", type)
                .formParam("reason", reason)
                .post("/feedback");
    }

    private List<SpecificRecord> awaitFeedback(UUID eventId, int count) {
        return Awaitility.await("feedback on its topic")
                .atMost(LIMIT)
                .until(() -> ledger().feedbackOn(eventId), events -> events.size() >= count);
    }

    @Test
    void a_return_is_answered_sealed_and_published() {
        Delivery delivery = ledger().accepted();

        post(delivery.eventId(), "return", "Wrong number, says Joe")
                .then()
                .statusCode(201)
                .contentType(ContentType.JSON)
                .body("outcome", equalTo("success"))
                .body("reason", nullValue())
                .body("lead.id", equalTo(delivery.leadId().toString()))
                .body("price", equalTo(0));

        FeedbackReceived event = (FeedbackReceived) awaitFeedback(delivery.eventId(), 1).getFirst();
        assertThat(event.getType()).isEqualTo("return");
        assertThat(event.getLeadId()).isEqualTo(delivery.leadId());
        assertThat(event.getMeta().getLane()).isEqualTo(delivery.sellerId().toString());
        assertThat(event.getMeta().getAccountId()).isEqualTo(delivery.sellerId());
        assertThat(event.getMeta().getSequence()).isEqualTo(1);
        assertThat(opened(delivery, event)).isEqualTo("Wrong number, says Joe");
        assertThat(new String(Records.encode(event), StandardCharsets.ISO_8859_1))
                .doesNotContain("Joe");
    }

    private static String opened(Delivery delivery, FeedbackReceived event) {
        return delivery.key()
                .openText(
                        delivery.eventId(),
                        event.getMeta().getRecordId(),
                        "FeedbackReceived.reason",
                        Objects.requireNonNull(event.getReason()));
    }

    @Test
    void what_the_step_does_not_take_is_refused_in_words_and_recorded() {
        Delivery delivery = Ledger.delivery();
        ledger().accepted(delivery, false);
        ledger().keyLive(delivery);

        given().queryParam("event_id", delivery.eventId())
                .queryParam("type", "conversion")
                .accept("application/xml")
                .get("/feedback")
                .then()
                .statusCode(201)
                .contentType(ContentType.XML)
                .body("result.outcome", equalTo("failure"))
                .body("result.reason", equalTo("Conversion feedback is not enabled"))
                .body("result.lead.id", equalTo(delivery.leadId().toString()))
                .body("result.price", equalTo("0"));

        FeedbackRefused event = (FeedbackRefused) awaitFeedback(delivery.eventId(), 1).getFirst();
        assertThat(event.getCode()).isEqualTo("feedback.conversion-not-enabled");
    }

    @Test
    void a_late_return_and_an_unknown_type_are_refused() {
        Delivery delivery = Ledger.delivery();
        ledger().accepted(delivery, true, Instant.now().minus(Duration.ofDays(8)));
        ledger().keyLive(delivery);

        post(delivery.eventId(), "return", "")
                .then()
                .statusCode(201)
                .body("reason", equalTo("Lead is past the age at which it can be returned"));
        given().queryParam("event_id", delivery.eventId())
                .contentType(ContentType.JSON)
                .body("{\"type\":\"joe@example.com\"}")
                .post("/feedback")
                .then()
                .statusCode(201)
                .body("outcome", equalTo("failure"));

        assertThat(awaitFeedback(delivery.eventId(), 2))
                .allSatisfy(event -> assertThat(event).asString().doesNotContain("joe"));
    }

    @Test
    void feedback_may_come_before_the_delivery_is_known() throws Exception {
        Delivery delivery = Ledger.delivery();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Response> call =
                    CompletableFuture.supplyAsync(
                            () -> post(delivery.eventId(), "conversion", "Sold"), callers);
            ledger().accepted(delivery, true);
            ledger().keyLive(delivery);
            call.get().then().statusCode(201).body("outcome", equalTo("success"));
        }
    }

    @Test
    void feedbacks_at_the_same_moment_are_all_recorded() {
        Delivery delivery = ledger().accepted();
        post(delivery.eventId(), "return", "first").then().statusCode(201);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Response>> calls =
                    IntStream.range(0, 10)
                            .mapToObj(n ->
                                    CompletableFuture.supplyAsync(
                                            () -> post(delivery.eventId(), "return", "again " + n),
                                            callers))
                            .toList();
            calls.forEach(call -> call.join().then().statusCode(201));
        }

        List<SpecificRecord> events = awaitFeedback(delivery.eventId(), 11);
        assertThat(events)
                .extracting(event -> Records.meta(event).getSequence())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 11).boxed().toList());
    }

    @Test
    void the_reason_is_dropped_once_the_lead_is_erased_and_awaited_while_its_key_is_on_its_way() {
        Delivery erased = Ledger.delivery();
        ledger().accepted(erased, true);
        ledger().keyErased(erased);
        Delivery keyless = Ledger.delivery();
        ledger().accepted(keyless, true);

        post(erased.eventId(), "return", "Joe again").then().statusCode(201);
        post(keyless.eventId(), "return", "Joe again")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("message", equalTo("Feedback cannot be recorded right now"));

        FeedbackReceived event = (FeedbackReceived) awaitFeedback(erased.eventId(), 1).getFirst();
        assertThat(event.getReason()).isNull();
    }

    @Test
    void an_idempotency_key_is_for_one_feedback() {
        Delivery delivery = ledger().accepted();

        keyed(delivery, "Wrong number").then().statusCode(201).body("outcome", equalTo("success"));
        keyed(delivery, "Wrong number").then().statusCode(201).body("outcome", equalTo("success"));
        keyed(delivery, "Fake")
                .then()
                .statusCode(422)
                .body("message", equalTo("The idempotency key was used for another feedback"));

        assertThat(awaitFeedback(delivery.eventId(), 1)).hasSize(1);
    }

    private static Response keyed(Delivery delivery, String reason) {
        return given().header("Idempotency-Key", "case 4711")
                .queryParam("event_id", delivery.eventId())
                .formParam("type", "return")
                .formParam("reason", reason)
                .post("/feedback");
    }

    @Test
    void an_event_that_nobody_issued_is_not_found() {
        post(Ledger.delivery().eventId(), "return", "x")
                .then()
                .statusCode(404)
                .body("message", equalTo("There is no such event"));
        given().queryParam("event_id", "12345")
                .accept("text/xml")
                .post("/feedback")
                .then()
                .statusCode(404)
                .body("result.message", equalTo("There is no such event"));
    }

    @Test
    void calls_that_mean_nothing_are_refused_in_plain_text() {
        UUID id = Ledger.delivery().eventId();
        given().formParam("type", "return")
                .post("/feedback")
                .then()
                .statusCode(400)
                .contentType(ContentType.TEXT);
        given().delete("/feedback?event_id=" + id)
                .then()
                .statusCode(405)
                .header("Allow", "GET, POST");
        given().accept("text/html").post("/feedback?event_id=" + id).then().statusCode(406);
        given().contentType("text/csv")
                .body("a")
                .post("/feedback?event_id=" + id)
                .then()
                .statusCode(406);
        given().contentType(ContentType.JSON)
                .body("{")
                .post("/feedback?event_id=" + id)
                .then()
                .statusCode(400)
                .contentType(ContentType.TEXT);
        given().contentType(ContentType.XML)
                .body(
                        "<!DOCTYPE f [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><f><type>&e;</type></f>")
                .post("/feedback?event_id=" + id)
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"" + "x".repeat(270_000) + "\"}")
                .post("/feedback?event_id=" + id)
                .then()
                .statusCode(413);
    }

    @Test
    void the_call_stands_in_the_openapi_document() {
        given().get("/openapi").then().statusCode(200).body(containsString("/feedback"));
    }

    @Test
    void while_postgresql_is_away_callers_are_asked_to_come_back_and_then_it_goes_on() {
        Delivery delivery = ledger().accepted();
        post(delivery.eventId(), "return", "before").then().statusCode(201);
        Objects.requireNonNull(servers).database().kill9();
        try {
            post(delivery.eventId(), "return", "meanwhile")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2");
        } finally {
            servers.database().start();
        }
        Awaitility.await("the service is back")
                .atMost(LIMIT)
                .until(() -> post(delivery.eventId(), "return", "after").statusCode() == 201);
        Delivery later = ledger().accepted();
        post(later.eventId(), "return", "later").then().statusCode(201);
        assertThat(awaitFeedback(delivery.eventId(), 2)).hasSizeGreaterThanOrEqualTo(2);
    }
}
