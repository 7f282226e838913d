package io.waybill.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.feedback.Ledger.Delivery;
import io.waybill.feedback.v1.CostReversed;
import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.FeedbackSendFailed;
import io.waybill.feedback.v1.FeedbackSent;
import io.waybill.feedback.v1.RevenueReversed;
import io.waybill.meta.v1.Outcome;
import io.waybill.servicekit.testing.RealServers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Returns whose sources answer late, in a file, or not at all. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "feedback"))
class ReturnsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final BigDecimal REVENUE = new BigDecimal("12.5000");
    private static final BigDecimal COST = new BigDecimal("8.0000");
    private static final String SENT_NOW =
            """
            {"steps": [{"type": "recipient", "id": "step", "name": "Acme Solar",
                        "feedback": {"return": {"quota": {"maximum": 1, "per": "month"}}}}],
             "sources": [{"id": "%s", "name": "Leadmill", "feedback": {"return": {"send": {
               "delivery": {"format": "form", "url": "https://leadmill.example/returns"}}}}}]}
            """
                    .formatted(Ledger.SOURCE);

    @Nullable RealServers servers;
    private @Nullable Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = new Ledger(Objects.requireNonNull(servers));
    }

    private Ledger ledger() {
        return Objects.requireNonNull(ledger);
    }

    private Delivery sold() {
        Delivery delivery = Ledger.delivery();
        ledger().accepted(delivery, SENT_NOW, Instant.now());
        ledger().sold(delivery, "{}", REVENUE, COST);
        ledger().keyLive(delivery);
        return delivery;
    }

    private static Response post(Delivery delivery) {
        return given().queryParam("event_id", delivery.eventId())
                .formParam("type", "return")
                .formParam("reason", "Wrong number")
                .post("/feedback");
    }

    private Telling telling(Delivery delivery) {
        List<SpecificRecord> asked =
                Awaitility.await("a request to delivery")
                        .atMost(LIMIT)
                        .until(() -> ledger().askedOf(delivery.leadId()), all -> !all.isEmpty());
        DeliverLead newest =
                asked.stream()
                        .map(DeliverLead.class::cast)
                        .max(Comparator.comparing(request -> request.getMeta().getOccurredAt()))
                        .orElseThrow();
        return new Telling(ledger(), delivery, newest);
    }

    /** A call of which delivery says this to it. */
    private Response told(Delivery delivery, Consumer<Telling> word) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Response> call =
                    CompletableFuture.supplyAsync(() -> post(delivery), callers);
            word.accept(telling(delivery));
            return call.get();
        }
    }

    private List<SpecificRecord> awaitFeedback(Delivery delivery, int count) {
        return Awaitility.await("feedback on its topic")
                .atMost(LIMIT)
                .until(
                        () -> ledger().feedbackOn(delivery.eventId()),
                        events -> events.size() >= count);
    }

    @Test
    void a_return_in_a_file_costs_the_source_only_once_the_file_is_taken() throws Exception {
        Delivery delivery = sold();

        told(delivery, Telling::gathered)
                .then()
                .statusCode(201)
                .body("outcome", equalTo("success"));
        assertThat(awaitFeedback(delivery, 2))
                .hasExactlyElementsOfTypes(FeedbackReceived.class, RevenueReversed.class);

        telling(delivery).fileEnded(1, Outcome.ERROR);
        awaitFeedback(delivery, 3);
        telling(delivery).fileEnded(2, Outcome.SUCCESS);

        assertThat(awaitFeedback(delivery, 5))
                .hasExactlyElementsOfTypes(
                        FeedbackReceived.class,
                        RevenueReversed.class,
                        FeedbackSendFailed.class,
                        FeedbackSent.class,
                        CostReversed.class);
    }

    @Test
    void a_return_stands_once_a_source_that_was_away_has_taken_it() throws Exception {
        Delivery delivery = sold();
        told(delivery, telling -> telling.goesOn("No connection"))
                .then()
                .statusCode(201)
                .body("outcome", equalTo("error"));

        // Without a key the same words are the same feedback as long as the source is silent.
        post(delivery).then().statusCode(201).body("outcome", equalTo("error"));
        assertThat(telling(delivery).request().getRetry()).contains("max_age_seconds");
        telling(delivery).reconciled(Outcome.SUCCESS);

        assertThat(awaitFeedback(delivery, 5))
                .hasExactlyElementsOfTypes(
                        FeedbackReceived.class,
                        FeedbackSendFailed.class,
                        FeedbackSent.class,
                        RevenueReversed.class,
                        CostReversed.class);
        assertThat(ledger().askedOf(delivery.leadId())).hasSize(1);
    }

    @Test
    void what_a_lead_cost_that_is_not_closed_yet_follows_its_return() throws Exception {
        Delivery delivery = Ledger.delivery();
        ledger().accepted(delivery, SENT_NOW, Instant.now());
        ledger().received(delivery, "{}");
        ledger().settled(delivery, REVENUE);
        ledger().keyLive(delivery);
        told(delivery, telling -> telling.settled(Outcome.SUCCESS, ""))
                .then()
                .statusCode(201)
                .body("outcome", equalTo("success"));

        ledger().completed(delivery, REVENUE, COST);

        assertThat(awaitFeedback(delivery, 4))
                .hasExactlyElementsOfTypes(
                        FeedbackReceived.class,
                        FeedbackSent.class,
                        RevenueReversed.class,
                        CostReversed.class);
    }

    @Test
    void what_comes_to_nothing_is_given_back_to_the_quota() throws Exception {
        Delivery delivery = sold();
        told(delivery, telling -> telling.settled(Outcome.ERROR, "HTTP status 503"))
                .then()
                .statusCode(201)
                .body("outcome", equalTo("error"));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Response> again =
                    CompletableFuture.supplyAsync(() -> post(delivery), callers);
            Awaitility.await("a second request, under another key")
                    .atMost(LIMIT)
                    .until(() -> ledger().askedOf(delivery.leadId()).size() == 2);
            telling(delivery).settled(Outcome.SUCCESS, "");
            again.get().then().statusCode(201).body("outcome", equalTo("success"));
        }

        post(delivery)
                .then()
                .statusCode(201)
                .body("outcome", equalTo("failure"))
                .body("reason", containsString("quota"));
    }
}
