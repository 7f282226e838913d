package io.waybill.delivery.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartnerSubmissionTest {

    private static final Route.ToFlow ROUTE =
            new Route.ToFlow(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3), new UUID(1, 4), 3);

    @Test
    void a_lead_is_submitted_as_any_source_does_and_says_how_far_it_came() {
        assertThat(PartnerSubmission.settings("https://waybill.example", ROUTE, false))
                .containsEntry("format", "standard")
                .containsEntry(
                        "url",
                        "https://waybill.example/flows/"
                                + ROUTE.flowId()
                                + "/sources/"
                                + ROUTE.sourceId()
                                + "/submit")
                .containsEntry("header.Waybill-Hops", "3");
    }

    @Test
    void a_test_lead_stays_one() {
        assertThat(PartnerSubmission.settings("https://waybill.example", ROUTE, true).get("url"))
                .asString()
                .endsWith("/submit?test=true");
    }
}
