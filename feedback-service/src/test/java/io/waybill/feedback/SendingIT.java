package io.waybill.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.feedback.Ledger.Delivery;
import io.waybill.feedback.v1.CostReversed;
import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.FeedbackRefused;
import io.waybill.feedback.v1.FeedbackSent;
import io.waybill.feedback.v1.RevenueReversed;
import io.waybill.meta.v1.Outcome;
import io.waybill.servicekit.testing.RealServers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telling sources, the money that follows, and rules that read the lead. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "feedback"))
class SendingIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final BigDecimal REVENUE = new BigDecimal("12.5000");
    private static final BigDecimal COST = new BigDecimal("8.0000");
    private static final String SENT_NOW =
            """
            {"steps": [{"type": "recipient", "id": "step", "name": "Acme Solar"}],
             "sources": [{"id": "%s", "name": "Leadmill", "feedback": {"return": {"send": {
               "delivery": {"format": "form", "url": "https://leadmill.example/returns",
                            "form_field.id": "{{lead.click_id}}",
                            "form_field.why": "{{feedback.reason}}"}}}}}]}
            """
                    .formatted(Ledger.SOURCE);
    private static final String BY_RULE =
            """
            {"steps": [{"type": "recipient", "id": "step", "feedback": {"return": {
               "rule_set": {"op": "and", "rules": [
                 {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}]},
               "reason": "No returns from {{lead.state}}"}}}]}
            """;

    @Nullable RealServers servers;
    private @Nullable Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = new Ledger(Objects.requireNonNull(servers));
    }

    private Ledger ledger() {
        return Objects.requireNonNull(ledger);
    }

    private Delivery delivered(String definition, String data) {
        Delivery delivery = Ledger.delivery();
        ledger().accepted(delivery, definition, Instant.now());
        ledger().sold(delivery, data, REVENUE, COST);
        ledger().keyLive(delivery);
        return delivery;
    }

    private static Response post(UUID eventId, @Nullable String key) {
        var call =
                given().queryParam("event_id", eventId)
                        .formParam("type", "return")
                        .formParam("reason", "Wrong number");
        return (key == null ? call : call.header("Idempotency-Key", key)).post("/feedback");
    }

    private DeliverLead awaitRequest(Delivery delivery) {
        List<SpecificRecord> asked =
                Awaitility.await("a request to delivery")
                        .atMost(LIMIT)
                        .until(() -> ledger().askedOf(delivery.leadId()), all -> !all.isEmpty());
        return (DeliverLead) asked.getFirst();
    }

    /** What delivery says of the request, once it was asked. */
    private Telling telling(Delivery delivery) {
        return new Telling(ledger(), delivery, awaitRequest(delivery));
    }

    private List<SpecificRecord> awaitFeedback(Delivery delivery, int count) {
        return Awaitility.await("feedback on its topic")
                .atMost(LIMIT)
                .until(
                        () -> ledger().feedbackOn(delivery.eventId()),
                        events -> events.size() >= count);
    }

    /** A call that the source answers like this, and what delivery was asked for it. */
    private Response answered(Delivery delivery, Outcome outcome, String reason) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Response> call =
                    CompletableFuture.supplyAsync(() -> post(delivery.eventId(), null), callers);
            telling(delivery).settled(outcome, reason);
            return call.get();
        }
    }

    @Test
    void a_source_that_takes_a_return_gives_the_money_back() throws Exception {
        Delivery delivery = delivered(SENT_NOW, "{\"click_id\":\"abc\"}");

        answered(delivery, Outcome.SUCCESS, "")
                .then()
                .statusCode(201)
                .body("outcome", equalTo("success"));

        List<SpecificRecord> events = awaitFeedback(delivery, 4);
        assertThat(events)
                .hasExactlyElementsOfTypes(
                        FeedbackReceived.class,
                        FeedbackSent.class,
                        RevenueReversed.class,
                        CostReversed.class);
        assertThat(((RevenueReversed) events.get(2)).getAmount()).isEqualByComparingTo(REVENUE);
        assertThat(((CostReversed) events.get(3)).getAmount()).isEqualByComparingTo(COST);
    }

    @Test
    void what_the_source_refuses_is_told_to_the_buyer_in_the_same_call() throws Exception {
        Delivery delivery = delivered(SENT_NOW, "{}");

        answered(delivery, Outcome.FAILURE, "Not one of ours")
                .then()
                .statusCode(201)
                .body("outcome", equalTo("failure"))
                .body("reason", equalTo("Not one of ours"));

        assertThat(awaitFeedback(delivery, 2))
                .hasExactlyElementsOfTypes(FeedbackReceived.class, FeedbackSent.class);
    }

    @Test
    void a_source_that_breaks_is_an_error() throws Exception {
        Delivery delivery = delivered(SENT_NOW, "{}");

        answered(delivery, Outcome.ERROR, "HTTP status 503")
                .then()
                .statusCode(201)
                .body("outcome", equalTo("error"));
    }

    @Test
    void delivery_is_asked_with_the_lead_and_the_feedback_under_one_key() throws Exception {
        Delivery delivery = delivered(SENT_NOW, "{\"click_id\":\"abc\"}");
        answered(delivery, Outcome.SUCCESS, "").then().statusCode(201);

        DeliverLead request = awaitRequest(delivery);
        String vars =
                delivery.key()
                        .openText(
                                request.getMeta().getStreamId(),
                                request.getMeta().getRecordId(),
                                "DeliverLead.vars",
                                request.getVars());
        assertThat(vars).contains("\"click_id\"", "abc", "Wrong number", "Leadmill");
        assertThat(request.getLookup()).isTrue();
        assertThat(request.getFeedbackId()).isNotNull();
        assertThat(request.getStepName()).isEqualTo("Leadmill");
    }

    @Test
    void a_call_that_is_repeated_with_its_key_is_the_same_feedback() throws Exception {
        Delivery delivery = delivered(SENT_NOW, "{}");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Response> first =
                    CompletableFuture.supplyAsync(() -> post(delivery.eventId(), "k"), callers);
            CompletableFuture<Response> second =
                    CompletableFuture.supplyAsync(() -> post(delivery.eventId(), "k"), callers);
            telling(delivery).settled(Outcome.SUCCESS, "");
            first.get().then().statusCode(201).body("outcome", equalTo("success"));
            second.get().then().statusCode(201).body("outcome", equalTo("success"));
        }
        post(delivery.eventId(), "k").then().statusCode(201).body("outcome", equalTo("success"));

        assertThat(awaitFeedback(delivery, 4)).hasSize(4);
        assertThat(ledger().askedOf(delivery.leadId())).hasSize(1);
    }

    @Test
    void a_sale_that_is_known_after_the_return_is_taken_back_behind_it() {
        Delivery delivery = ledger().accepted();
        post(delivery.eventId(), null).then().statusCode(201).body("outcome", equalTo("success"));

        ledger().reconciled(delivery, REVENUE);

        assertThat(awaitFeedback(delivery, 2))
                .hasExactlyElementsOfTypes(FeedbackReceived.class, RevenueReversed.class);
    }

    @Test
    void rules_read_the_lead_and_the_refusal_is_sealed() {
        Delivery texan = delivered(BY_RULE, "{\"state\":\"TX\"}");
        Delivery other = delivered(BY_RULE, "{\"state\":\"FL\"}");

        post(texan.eventId(), null).then().statusCode(201).body("outcome", equalTo("success"));
        post(other.eventId(), null)
                .then()
                .statusCode(201)
                .body("outcome", equalTo("failure"))
                .body("reason", equalTo("No returns from FL"));

        FeedbackRefused refused = (FeedbackRefused) awaitFeedback(other, 1).getFirst();
        assertThat(refused.getCode()).isEqualTo("feedback.rule-not-met");
        assertThat(refused.getSentence()).doesNotContain("FL");
        assertThat(refused.getDetail()).isNotNull();
    }
}
