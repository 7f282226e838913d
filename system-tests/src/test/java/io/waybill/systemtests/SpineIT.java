package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.ledger.Entry;
import io.waybill.systemtests.model.LedgerModel;
import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Buyer.Reply;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two hundred leads from source to buyers and back, seen from every side. */
@ExtendWith(Installed.class)
final class SpineIT {
    private static final int LEADS = 200;
    private static final int SEED = 2026;

    private static final List<Contact> PEOPLE = Contact.some(LEADS, SEED);
    private static Buyer takesAll;
    private static Buyer refusesThirds;
    private static Seller seller;
    private static Seller.LiveFlow flow;
    private static Source source;

    @BeforeAll
    static void two_hundred_contacts_are_posted(House house) {
        takesAll = new Buyer((n, body) -> Reply.of(200));
        refusesThirds = new Buyer((n, body) -> Reply.of(n % 3 == 0 ? 422 : 201));
        seller = Seller.signUp(house.stranger(), "spine");
        flow =
                seller.deploy(
                        Seller.draft(
                                "Spine",
                                List.of(
                                        Seller.recipient("Takes all", takesAll.url(), "12.50"),
                                        Seller.recipient(
                                                "Refuses thirds", refusesThirds.url(), "3.75"))));
        source = new Source(house.stranger(), flow.submitPath());
        source.post(PEOPLE, 20, Duration.ofSeconds(60));
        house.awaitSettled(source.acknowledged().values());
    }

    @AfterAll
    static void buyers_close() {
        takesAll.close();
        refusesThirds.close();
    }

    @Test
    void every_lead_has_the_outcome_that_its_state_asks_for(House house) {
        LedgerModel model = house.model();
        assertThat(source.acknowledged()).hasSize(LEADS);
        assertThat(model.brokenRules()).isEmpty();
        for (int i = 0; i < LEADS; i++) {
            String outcome = model.outcomeOf(source.leadOf(i));
            assertThat(outcome)
                    .as("lead %d from %s", i, PEOPLE.get(i).state())
                    .isEqualTo(PEOPLE.get(i).state().equals("CA") ? "SUCCESS" : "FAILURE");
        }
    }

    @Test
    void buyers_got_each_lead_once_and_whole(House house) {
        assertThat(takesAll.log()).hasSize(LEADS * 8 / 10);
        assertThat(takesAll.log().values()).containsOnly(1);
        assertThat(takesAll.bodies().values())
                .allSatisfy(body -> assertThat(body).contains("@example.com").contains("event_id"));
    }

    @Test
    void reports_say_what_the_ledger_says(House house) {
        LedgerModel model = house.model();
        Reports reports = new Reports(seller);
        String sourceId = flow.sourceId();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(reports.by("source"))
                                .isEqualTo(Map.of(sourceId, model.totalsOf(sourceId))));
        assertThat(reports.by("recipient")).isEqualTo(model.byRecipient(sourceId));
    }

    @Test
    void the_export_holds_every_lead(House house) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    String csv = seller.api().get("/api/exports/leads.csv").body();
                    assertThat(csv.lines().count()).isGreaterThanOrEqualTo(LEADS + 1);
                    assertThat(csv).contains(PEOPLE.getFirst().email());
                });
    }

    @Test
    void feedback_is_taken_and_shown_with_the_lead(House house) {
        String eventId = takesAll.log().keySet().iterator().next();
        Http.Answer answer =
                house.stranger()
                        .post(
                                "/feedback?event_id=" + eventId,
                                Map.of("type", "return", "reason", "Wrong number"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("outcome").asText()).isEqualTo("success");
        String lead = answer.json().get("lead").get("id").asText();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(seller.api().get("/api/leads/" + lead).body())
                                .contains("feedback_received")
                                .contains("Wrong number"));
    }

    @Test
    void an_answered_lead_can_be_asked_for_again(House house) {
        String lead = source.leadOf(0);
        String path = flow.submitPath().replace("/submit", "/leads/" + lead);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    Http.Answer again = house.stranger().get(path);
                    assertThat(again.json().path("outcome").asText()).isEqualTo("success");
                });
    }

    @Test
    void a_confluent_client_from_npm_decodes_the_topics(House house) {
        assertThat(house.decodeWithConfluentClient("flow.leads", "delivery.attempts"))
                .contains("LeadCompleted")
                .contains("DeliverySettled");
    }

    @Test
    void each_step_of_a_lead_names_its_cause(House house) {
        List<Entry> entries = house.ledger().read("flow.leads");
        assertThat(entries).isNotEmpty();
        assertThat(entries)
                .filteredOn(entry -> entry.name().equals("LeadCompleted"))
                .allSatisfy(entry -> assertThat(entry.causationId()).isNotEqualTo("null"));
    }
}
