package io.waybill.systemtests.model;

import static io.waybill.systemtests.model.MadeUpLedger.entry;
import static io.waybill.systemtests.model.MadeUpLedger.lead;
import static io.waybill.systemtests.model.MadeUpLedger.money;
import static io.waybill.systemtests.model.MadeUpLedger.received;
import static io.waybill.systemtests.model.MadeUpLedger.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.systemtests.ledger.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The model finds what is wrong: each test but the first plants one fault in a sound ledger. */
final class LedgerModelTest {
    private static final String EVENT = "event";
    private static final String DEFINITION =
            """
            {"purchase_price":"5.00","steps":[
                {"id":"no-tx","type":"filter","outcome":"failure"},
                {"id":"buyer","type":"recipient","sale_price":"12.50"}]}
            """;

    private final Map<String, Object> said =
            new TreeMap<>(
                    Map.of(
                            "outcome",
                            "SUCCESS",
                            "decidedBy",
                            "null",
                            "price",
                            money("5"),
                            "revenue",
                            money("12.5")));
    private final Map<String, Object> asked =
            new TreeMap<>(
                    Map.of(
                            "eventId",
                            EVENT,
                            "stepId",
                            "buyer",
                            "salePrice",
                            money("12.5"),
                            "priceFromReply",
                            false));
    private final Map<String, Object> step =
            new TreeMap<>(
                    Map.of(
                            "eventId",
                            EVENT,
                            "stepId",
                            "buyer",
                            "outcome",
                            "SUCCESS",
                            "certain",
                            true,
                            "revenue",
                            money("12.5")));
    private final Map<String, Object> delivery =
            new TreeMap<>(Map.of("stepId", "buyer", "outcome", "SUCCESS", "certain", true));
    private final List<Entry> stops = new ArrayList<>();

    @Test
    void a_sale_that_is_known_later_earns_once() {
        unknown(step);
        unknown(delivery);
        step.put("revenue", money("0"));
        said.put("revenue", money("0"));
        Map<String, Object> known =
                Map.of(
                        "eventId",
                        EVENT,
                        "stepId",
                        "buyer",
                        "outcome",
                        "SUCCESS",
                        "revenue",
                        money("12.5"));
        List<Entry> ledger = new ArrayList<>(List.of(version(DEFINITION), received()));
        ledger.addAll(rest(2));
        ledger.add(lead("SaleReconciled", 5, known));

        LedgerModel once = LedgerModel.of(ledger);

        assertThat(once.brokenRules()).isEmpty();
        assertThat(once.totalsOf("source").revenue()).isEqualByComparingTo("12.50");
        ledger.add(lead("SaleReconciled", 6, known));
        assertThat(LedgerModel.of(ledger).brokenRules()).singleElement().asString().contains(EVENT);
    }

    @Test
    void a_sold_lead_keeps_all_rules() {
        LedgerModel model = model();

        assertThat(model.brokenRules()).isEmpty();
        assertThat(model.totalsOf("source"))
                .isEqualTo(new Totals(1, 0, 0, new BigDecimal("5"), new BigDecimal("12.5")));
    }

    @Test
    void an_unknown_that_is_billed_is_found() {
        unknown(step);
        unknown(delivery);

        assertThat(model().brokenRules())
                .anyMatch(rule -> rule.contains("revenue of event event 12.5000, due 0"))
                .anyMatch(rule -> rule.contains("says revenue 12.5000, due 0"));
    }

    @Test
    void a_step_that_is_certain_of_an_unknown_delivery_is_found() {
        delivery.put("certain", false);

        assertThat(model().brokenRules()).singleElement().asString().contains("disagree");
    }

    @Test
    void a_price_that_the_flow_does_not_say_is_found() {
        said.put("price", money("4"));
        asked.put("salePrice", money("12"));

        assertThat(model().brokenRules())
                .anyMatch(rule -> rule.contains("says price 4.0000, due 5.00"))
                .anyMatch(rule -> rule.contains("sale price of event event 12.0000, due 12.50"));
    }

    @Test
    void a_lead_that_was_stopped_and_yet_bought_is_found() {
        stops.add(lead("FilterStopped", 2, Map.of("stepId", "no-tx", "outcome", "FAILURE")));

        assertThat(model().brokenRules())
                .anyMatch(rule -> rule.contains("says outcome SUCCESS, its events FAILURE"))
                .anyMatch(rule -> rule.contains("says price 5.0000, due 0"));
    }

    @Test
    void a_stop_with_another_outcome_than_its_filters_is_found() {
        said.putAll(Map.of("outcome", "ERROR", "price", money("0")));
        stops.add(lead("FilterStopped", 2, Map.of("stepId", "no-tx", "outcome", "ERROR")));

        assertThat(model().brokenRules()).singleElement().asString().contains("does not say");
    }

    @Test
    void a_gap_a_second_completion_and_a_second_settling_are_found() {
        stops.add(lead("LeadCompleted", 3, said));
        stops.add(delivery(2));

        assertThat(model().brokenRules())
                .anyMatch(rule -> rule.contains("has sequence 3, expected 2"))
                .anyMatch(rule -> rule.contains("has 2 completions"))
                .anyMatch(rule -> rule.contains("settled twice"));
    }

    @Test
    void what_nobody_was_asked_to_deliver_settles_only_where_a_connection_was_read() {
        Map<String, Object> invalid =
                Map.of(
                        "stepId", "bank",
                        "eventId", "other",
                        "outcome", "ERROR",
                        "certain", true,
                        "revenue", money("0"));
        stops.add(lead("StepSettled", 2, invalid));
        assertThat(model().brokenRules()).singleElement().asString().contains("nobody was asked");

        stops.set(0, lead("ConnectionRead", 2, Map.of("stepId", "bank")));
        stops.add(lead("StepSettled", 3, invalid));
        assertThat(model().brokenRules()).isEmpty();
    }

    @Test
    void a_record_that_was_published_again_is_no_fault() {
        Entry received = received();
        List<Entry> entries = new ArrayList<>(List.of(version(DEFINITION), received, received));
        entries.addAll(rest(2));

        assertThat(LedgerModel.of(entries).brokenRules()).isEmpty();
    }

    private static void unknown(Map<String, Object> settling) {
        settling.put("outcome", "ERROR");
        settling.put("certain", false);
    }

    private LedgerModel model() {
        List<Entry> entries = new ArrayList<>(List.of(version(DEFINITION), received()));
        entries.addAll(stops);
        entries.addAll(rest(2 + (int) stops.stream().filter(LedgerModelTest::isOfLead).count()));
        return LedgerModel.of(entries);
    }

    private List<Entry> rest(int next) {
        return List.of(
                lead("DeliveryRequested", next, asked),
                delivery(1),
                lead("StepSettled", next + 1, step),
                lead("LeadCompleted", next + 2, said));
    }

    private static boolean isOfLead(Entry entry) {
        return entry.topic().equals("flow.leads");
    }

    private Entry delivery(int sequence) {
        return entry("delivery.attempts", "DeliverySettled", EVENT, sequence, delivery);
    }
}
