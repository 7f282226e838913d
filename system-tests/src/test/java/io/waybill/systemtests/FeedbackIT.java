package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.systemtests.model.LedgerModel;
import io.waybill.systemtests.model.Totals;
import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Buyer.Reply;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What buyers say of their leads afterwards, and how it comes to those who sold them. */
@ExtendWith(Installed.class)
final class FeedbackIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Vendors vendors;

    @BeforeAll
    static void leads_are_sold_to_two_buyers(House house) {
        vendors = new Vendors(house);
    }

    @AfterAll
    static void buyers_close() {
        vendors.close();
    }

    private static void assertSaid(Http.Answer answer, String outcome) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("outcome").asText()).as(answer.body()).isEqualTo(outcome);
    }

    private static String reasonOf(Http.Answer answer) {
        return answer.json().path("reason").asText();
    }

    @Test
    void the_event_id_of_the_delivery_is_the_ticket_and_the_leads_id_is_none(House house) {
        Contact person = vendors.next(Vendors.FORM);
        String first = Vendors.eventOf(vendors.first, person);
        assertThat(first).isNotEqualTo(Vendors.eventOf(vendors.second, person));

        Http.Answer answer = vendors.say(first, "return", "Ineligible, says my colleague");

        assertSaid(answer, "success");
        assertThat(answer.json().get("price").asInt()).isZero();
        String lead = answer.json().get("lead").get("id").asText();
        assertThat(vendors.say(lead, "return", "Ineligible").status()).isEqualTo(404);
        await("the feedback is shown with the lead")
                .atMost(LIMIT)
                .untilAsserted(() -> {
                    JsonNode shown = vendors.seller.api().get("/api/leads/" + lead).json();
                    assertThat(shown.toString())
                            .contains("feedback_received", "revenue_reversed", "says my colleague");
                    assertThat(shown.at("/lead/outcome").asText()).isEqualTo("success");
                });
    }

    @Test
    void each_recipient_may_say_something_and_as_often_as_it_likes(House house) {
        Contact person = vendors.next(Vendors.FORM);
        String first = Vendors.eventOf(vendors.first, person);
        String second = Vendors.eventOf(vendors.second, person);

        assertSaid(vendors.say(first, "conversion", ""), "success");
        assertSaid(vendors.say(first, "conversion", "and again"), "success");
        assertSaid(vendors.say(second, "return", "Duplicate"), "success");

        assertThat(FeedbackTopic.awaitNames(house, first, 2))
                .containsExactly("FeedbackReceived", "FeedbackReceived");
        assertThat(FeedbackTopic.awaitNames(house, second, 2))
                .containsExactly("FeedbackReceived", "RevenueReversed");
    }

    @Test
    void a_type_that_is_not_allowed_or_not_known_is_a_failure_with_its_reason(House house) {
        Contact person = vendors.next(Vendors.FORM);
        String second = Vendors.eventOf(vendors.second, person);

        Http.Answer off = vendors.say(second, "conversion", "Bought");
        Http.Answer unknown = vendors.say(second, "complaint", "Rude");

        assertSaid(off, "failure");
        assertThat(reasonOf(off)).containsIgnoringCase("conversion");
        assertSaid(unknown, "failure");
        assertThat(reasonOf(unknown)).contains("return", "conversion");
        assertThat(FeedbackTopic.awaitNames(house, second, 2)).containsOnly("FeedbackRefused");
    }

    @Test
    void a_reason_that_the_source_does_not_allow_is_not_accepted(House house) {
        String event = Vendors.eventOf(vendors.first, vendors.next(Vendors.LEADMILL));

        Http.Answer refused = vendors.say(event, "return", "I changed my mind");

        assertSaid(refused, "failure");
        assertThat(reasonOf(refused)).contains("Wrong Number", "Ineligible");
        assertSaid(vendors.say(event, "return", "wrong number"), "success");
        assertThat(FeedbackTopic.awaitNames(house, event, 5))
                .containsExactly(
                        "FeedbackRefused",
                        "FeedbackReceived",
                        "FeedbackSent",
                        "RevenueReversed",
                        "CostReversed");
    }

    @Test
    void what_the_sources_system_refuses_or_breaks_at_is_told_in_the_same_call(House house) {
        String refused = Vendors.eventOf(vendors.first, vendors.next(Vendors.LEADMILL));
        String broken = Vendors.eventOf(vendors.first, vendors.next(Vendors.LEADMILL));

        Http.Answer failure = vendors.say(refused, "return", "Ineligible");
        Http.Answer error = vendors.say(broken, "return", "Broken");

        assertSaid(failure, "failure");
        assertThat(reasonOf(failure)).isEqualTo("Not one of ours");
        assertSaid(error, "error");
        assertThat(reasonOf(error)).isNotEmpty();
        assertThat(FeedbackTopic.awaitNames(house, refused, 2))
                .containsExactly("FeedbackReceived", "FeedbackSent");
        assertThat(FeedbackTopic.awaitNames(house, broken, 2))
                .containsExactly("FeedbackReceived", "FeedbackSendFailed");
    }

    @Test
    void the_source_is_told_in_the_form_that_it_asks_for(House house) {
        for (String format : Vendors.FORMATS) {
            Contact person = vendors.next(format);
            String event = Vendors.eventOf(vendors.first, person);

            assertSaid(vendors.say(event, "return", "Wrong " + format), "success");

            Map<String, String> said =
                    format.equals("query") ? vendors.vendor.lines() : vendors.vendor.bodies();
            assertThat(said.values())
                    .as(format)
                    .anyMatch(text ->
                            text.replace('+', ' ').replace("%20", " ").contains("Wrong " + format));
        }
        assertThat(vendors.vendor.lines().values()).anyMatch(line -> line.startsWith("GET "));
    }

    @Test
    void conversions_reach_the_source_in_a_file_by_mail(House house) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < Vendors.CONVERSIONS_IN_A_MAIL; i++) {
            events.add(Vendors.eventOf(vendors.first, vendors.next(Vendors.LEADMILL)));
        }

        events.forEach(event -> assertSaid(vendors.say(event, "conversion", "Sold"), "success"));

        Http mail = new Http(house.installation().mailPage(), null);
        await("a mail with the conversions")
                .atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(mail.get("/messages").body()).contains(Vendors.MAILBOX));
        events.forEach(event ->
                assertThat(FeedbackTopic.awaitNames(house, event, 2))
                        .containsExactly("FeedbackReceived", "FeedbackSent"));
    }

    @Test
    void a_lead_that_is_given_back_goes_to_the_next_buyer(House house) {
        try (Buyer returning = new Buyer((n, body) -> Reply.of(200));
                Buyer next = new Buyer((n, body) -> Reply.of(200))) {
            Seller.LiveFlow flow =
                    Seller.signUp(house.stranger(), "resale").deploy(resale(returning, next));
            Source source = new Source(house.stranger(), flow.submitPath());
            source.post(Contact.some(1, 61), 1, LIMIT);
            house.awaitSettled(source.acknowledged().values());
            String event = returning.log().keySet().iterator().next();
            assertThat(next.log()).isEmpty();

            assertSaid(vendors.say(event, "return", "Moved away"), "success");

            await("the next buyer gets the lead")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(next.log()).hasSize(1));
            assertThat(returning.log()).containsExactly(Map.entry(event, 1));
            assertThat(FeedbackTopic.awaitNames(house, event, 3))
                    .containsExactly("FeedbackReceived", "RevenueReversed", "LeadOffered");
        }
    }

    /** Two buyers, one of whom gets the lead; what the first gives back is for the second. */
    private static Map<String, Object> resale(Buyer returning, Buyer next) {
        Map<String, Object> first =
                new LinkedHashMap<>(Seller.recipient("First", returning.url(), "12.50"));
        first.put("feedback", Map.of("return", Map.of("resell", true)));
        return Map.of(
                "name",
                "Resale",
                "respond_within_seconds",
                20,
                "sources",
                List.of(Map.of("name", "Form")),
                "steps",
                List.of(
                        Map.of(
                                "type", "routing",
                                "id", "one",
                                "name", "One of them",
                                "method", "in_order",
                                "share", "exclusive",
                                "recipients",
                                        List.of(
                                                first,
                                                Seller.recipient("Next", next.url(), "9.00")))));
    }

    @Test
    void reports_before_and_after_a_return_agree_to_the_cent(House house) {
        String source = Objects.requireNonNull(vendors.sourceIds.get(Vendors.LEADMILL));
        String event = Vendors.eventOf(vendors.first, vendors.next(Vendors.LEADMILL));
        Totals before = awaitReport(house, source);
        BigDecimal margin = margin(source);

        assertSaid(vendors.say(event, "return", "Wrong Number"), "success");
        FeedbackTopic.awaitNames(house, event, 4);

        Totals after = awaitReport(house, source);
        assertThat(after.revenue()).isEqualTo(before.revenue());
        assertThat(after.cost()).isEqualTo(before.cost());
        assertThat(after.success()).isEqualTo(before.success());
        assertThat(after.revenueReversed().subtract(before.revenueReversed()))
                .isEqualByComparingTo("12.50");
        assertThat(after.costReversed().subtract(before.costReversed()))
                .isEqualByComparingTo("5.00");
        assertThat(margin(source)).isEqualByComparingTo(margin.subtract(new BigDecimal("7.50")));
    }

    /** The totals of the source, once the report says what the ledger says. */
    private static Totals awaitReport(House house, String source) {
        Reports reports = new Reports(vendors.seller);
        LedgerModel model = house.model();
        assertThat(model.brokenRules()).isEmpty();
        Totals due = model.totalsOf(source);
        await("the report has caught up")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(reports.by("source")).containsEntry(source, due));
        return due;
    }

    private static BigDecimal margin(String source) {
        JsonNode items =
                vendors.seller.api().get("/api/reports/outcomes?by=source").json().get("items");
        for (JsonNode item : items) {
            if (item.path("source").path("id").asText().equals(source)) {
                return new BigDecimal(item.get("margin").asText());
            }
        }
        throw new AssertionError("no row of " + source);
    }
}
