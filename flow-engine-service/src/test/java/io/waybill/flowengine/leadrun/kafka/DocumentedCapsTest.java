package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.leadrun.kafka.TestSource.Heard;
import io.waybill.meta.v1.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Caps, duplicates and pings in situations whose outcome is documented for LeadConduit. */
class DocumentedCapsTest {

    private static final String CA = "{\"state\": \"CA\", \"email\": \"ada@example.org\"}";
    private static final String TX = "{\"state\": \"TX\", \"email\": \"bob@example.org\"}";

    @Test
    void a_cap_whose_duration_is_reduced_begins_again() {
        try (TestSource source = TestSource.of(caps(days(2, 1)), "")) {
            assertThat(source.submit(CA).isSuccess()).isTrue();
            assertThat(source.submit(CA).isSuccess()).isFalse();

            source.redeploy(caps(days(1, 1)), "");

            assertThat(source.submit(CA).isSuccess()).isTrue();
            assertThat(source.submit(CA).isSuccess()).isFalse();
        }
    }

    @Test
    void a_cap_whose_maximum_is_changed_goes_on_counting() {
        try (TestSource source = TestSource.of(caps(days(1, 1)), "")) {
            source.submit(CA);

            source.redeploy(caps(days(1, 2)), "");

            assertThat(source.submit(CA).isSuccess()).isTrue();
            assertThat(source.submit(CA).isSuccess()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T23:59:59-05:00, false",
        "2026-03-05T04:59:59Z, false",
        "2026-03-05T23:59:59-05:00, false",
        "2026-03-06T00:00:00-05:00, true",
    })
    void a_window_ends_at_midnight_of_its_own_zone(String at, boolean open) {
        try (TestSource source = TestSource.of(caps(days(2, 1)), "")) {
            source.submitAt(Instant.parse("2026-03-04T12:00:00Z"), CA);

            Heard heard = source.submitAt(java.time.OffsetDateTime.parse(at).toInstant(), CA);

            assertThat(heard.isSuccess()).isEqualTo(open);
        }
    }

    @Test
    void a_lead_that_one_of_several_caps_refuses_counts_in_none() {
        String nested =
                """
                "caps": [{"id": "all", "maximum": 2, "duration_units": "day", "reason": "Enough",
                    "caps": [{"id": "west", "maximum": 1, "duration_units": "day",
                        "reason": "No more of {{lead.state}}",
                        "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}}]}]
                """;
        try (TestSource source = TestSource.of(nested, "")) {
            List<String> reasons = new ArrayList<>();
            for (String lead : List.of(CA, CA, CA, TX, TX)) {
                reasons.add(source.submit(lead).reason().orElse("ok"));
            }

            assertThat(reasons)
                    .containsExactly("ok", "No more of CA", "No more of CA", "ok", "Enough");
        }
    }

    @Test
    void only_leads_that_end_in_success_count_and_refused_ones_cost_nothing() {
        String filter =
                """
                {"id": "f", "name": "F", "type": "filter", "outcome": "failure",
                 "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}}
                """;
        try (TestSource source =
                TestSource.of("\"purchase_price\": \"8\", " + caps(days(1, 1)), filter)) {
            assertThat(source.submit(TX).isSuccess()).isFalse();
            assertThat(source.submit(CA).isSuccess()).isTrue();
            Heard refused = source.submit(CA);

            assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(refused.price()).isZero();
            assertThat(refused.events()).contains("CapReached").doesNotContain("LeadAccepted");
        }
    }

    @Test
    void a_spending_cap_counts_what_leads_cost() {
        try (TestSource source =
                TestSource.of(
                        """
                        "purchase_price": {"prices": [{"amount": 8},
                            {"amount": 2, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}}]},
                        "caps": [{"type": "spend", "maximum": 10, "duration_units": "month"}]
                        """,
                        "")) {
            assertThat(source.submit(CA).isSuccess()).isTrue();
            assertThat(source.submit(CA).isSuccess()).isFalse();
            assertThat(source.submit(TX).isSuccess()).isTrue();
            assertThat(source.submit(TX).isSuccess()).isFalse();
        }
    }

    @Test
    void a_step_whose_cap_is_reached_is_skipped_and_the_next_one_sells() {
        String steps =
                TestSource.recipient(
                                "a", "\"caps\": [{\"maximum\": 1, \"duration_units\": \"day\"}]")
                        + ","
                        + TestSource.recipient("b", "");
        try (TestSource source = TestSource.of("", steps)) {
            Heard refused = source.submit(CA, Outcome.FAILURE, Outcome.SUCCESS);
            assertThat(refused.asked()).containsExactly("a", "b");
            assertThat(source.submit(CA).asked()).containsExactly("a", "b");

            Heard skipped = source.submit(CA);

            assertThat(skipped.asked()).containsExactly("b");
            assertThat(skipped.isSuccess()).isTrue();
            assertThat(skipped.events()).containsSubsequence("CapReached", "StepSkipped");
        }
    }

    @Test
    void the_flow_and_the_source_have_caps_of_their_own() {
        try (TestSource source = TestSource.of(caps(days(1, 5)), caps(days(1, 1)), "")) {
            assertThat(source.submit(CA).isSuccess()).isTrue();
            assertThat(source.submit(CA).isSuccess()).isFalse();
        }
    }

    @Test
    void a_lead_is_a_duplicate_of_one_that_was_bought_until_the_window_is_over() {
        try (TestSource source =
                TestSource.of(
                        """
                        "list_checks": [{"key": "known", "kind": "duplicate", "fields": ["lead.email"],
                            "within": {"value": 30, "units": "day"}, "reason": "We know {{lead.email}}"}]
                        """,
                        "")) {
            assertThat(source.submit(CA).isSuccess()).isTrue();
            assertThat(source.submit(TX).isSuccess()).isTrue();
            assertThat(source.submit(CA.replace("ada@", "ADA@")).reason())
                    .hasValueSatisfying(reason ->
                            assertThat(reason).isEqualToIgnoringCase("We know ada@example.org"));
            Instant later = LaneFixture.START.plus(Duration.ofDays(30)).plusSeconds(1);
            assertThat(source.submitAt(later, CA).isSuccess()).isTrue();
        }
    }

    @Test
    void a_ping_is_told_the_price_and_no_lead_comes_of_it() {
        try (TestSource source =
                TestSource.of(
                        "\"ping_enabled\": true, \"purchase_price\": {\"prices\": [{\"amount\": 10}]}, "
                                + caps(days(1, 1)),
                        TestSource.recipient("a", ""))) {
            for (int i = 0; i < 3; i++) {
                Heard bid = source.ping(CA);
                assertThat(bid.isSuccess()).isTrue();
                assertThat(bid.price()).isEqualByComparingTo("10");
                assertThat(bid.events()).isEmpty();
            }
            assertThat(source.submit(CA).isSuccess()).as("pings take no room").isTrue();

            Heard full = source.ping(CA);

            assertThat(full.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(full.price()).isZero();
            assertThat(full.events()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
"purchase_price": "10" | Ping is not enabled
"ping_enabled": false, "purchase_price": "10" | Ping is not enabled
"ping_enabled": true | no bid
"ping_enabled": true, "purchase_price": {"prices": [{"amount": 5, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}}]} | no bid
"ping_enabled": true, "purchase_price": "10", "acceptance": {"rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}} | State must be TX
"ping_enabled": true, "purchase_price": "10", "acceptance": {"rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}, "reason": "Not {{lead.state}}"} | Not CA
"ping_enabled": true, "purchase_price": "10", "hours_of_operation": {"days": {}} | Submission Timestamp must be within hours of operation
""")
    void a_ping_without_a_bid_is_told_why(String ofFlow, String reason) {
        try (TestSource source = TestSource.of(ofFlow, "")) {
            Heard heard = source.ping(CA);

            assertThat(heard.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(heard.reason()).contains(reason);
            assertThat(heard.price()).isZero();
            assertThat(heard.events()).isEmpty();
        }
    }

    /** A cap for some days of New York. */
    private static String days(int duration, int maximum) {
        return """
        {"id": "daily", "type": "volume", "maximum": %d, "duration": %d, "duration_units": "day",
         "time_zone": "America/New_York"}
        """
                .formatted(maximum, duration);
    }

    private static String caps(String cap) {
        return "\"caps\": [" + cap + "]";
    }
}
