package io.waybill.systemtests.model;

import static io.waybill.systemtests.model.MadeUpLedger.lead;
import static io.waybill.systemtests.model.MadeUpLedger.money;
import static io.waybill.systemtests.model.MadeUpLedger.received;
import static io.waybill.systemtests.model.MadeUpLedger.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.systemtests.ledger.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The model finds what is wrong with routing steps and caps. */
final class LedgerModelStepsTest {

    @Test
    void an_exclusive_step_that_gives_a_lead_to_two_is_found() {
        LedgerModel model = routed("exclusive", "null", "SUCCESS", "SUCCESS");

        assertThat(model.brokenRules())
                .anyMatch(
                        rule -> rule.contains("went to 2 recipients of the exclusive step route"));
        assertThat(routed("many", "null", "SUCCESS", "SUCCESS").brokenRules())
                .noneMatch(rule -> rule.contains("recipients"));
    }

    @Test
    void a_lead_that_ended_for_want_of_a_taker_and_had_one_is_found() {
        assertThat(routed("exclusive", "route", "FAILURE", "FAILURE").brokenRules())
                .noneMatch(rule -> rule.contains("somebody took it"));
        assertThat(routed("exclusive", "route", "FAILURE", "SUCCESS").brokenRules())
                .anyMatch(rule -> rule.contains("ended with step route, where somebody took it"));
    }

    @Test
    void a_cap_that_holds_more_than_its_maximum_is_found() {
        List<Entry> taken = List.of(cap("CapReserved", 1), cap("CapReserved", 2));
        List<Entry> freed =
                List.of(cap("CapReserved", 1), cap("CapReleased", 2), cap("CapReserved", 3));

        assertThat(LedgerModel.of(withLead(taken)).brokenRules())
                .anyMatch(rule -> rule.contains("holds 2.0000 of"));
        assertThat(LedgerModel.of(withLead(freed)).brokenRules())
                .noneMatch(rule -> rule.contains("cap"));
    }

    private static List<Entry> withLead(List<Entry> caps) {
        List<Entry> entries = new ArrayList<>(List.of(version("{}"), received()));
        entries.addAll(caps);
        return entries;
    }

    /** One place, of one lead that takes it or gives it back. */
    private static Entry cap(String name, int sequence) {
        return lead(
                name,
                sequence + 1,
                Map.of(
                        "counter", "daily",
                        "windowFrom", 0L,
                        "amount", money("1"),
                        "reserved", money(name.equals("CapReleased") ? "1" : "0"),
                        "maximum", money("1")));
    }

    /** A lead that went to two recipients of a routing step. */
    private static LedgerModel routed(String share, String decidedBy, String first, String second) {
        String definition =
                """
                {"steps":[{"id":"route","type":"routing","share":"%s","nobody":{"outcome":"failure"},
                    "recipients":[{"id":"a"},{"id":"b"}]}]}
                """
                        .formatted(share);
        return LedgerModel.of(
                List.of(
                        version(definition),
                        received(),
                        settled(2, "a", first),
                        settled(3, "b", second),
                        lead(
                                "LeadCompleted",
                                4,
                                Map.of(
                                        "outcome",
                                        decidedBy.equals("route") ? "FAILURE" : "SUCCESS",
                                        "decidedBy",
                                        decidedBy,
                                        "price",
                                        money("0"),
                                        "revenue",
                                        money("0")))));
    }

    private static Entry settled(int sequence, String recipient, String outcome) {
        return lead(
                "StepSettled",
                sequence,
                Map.of(
                        "eventId",
                        "event-" + recipient,
                        "stepId",
                        recipient,
                        "outcome",
                        outcome,
                        "certain",
                        true,
                        "revenue",
                        money("0")));
    }
}
