package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.LeadOutcome;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BidTest {

    @Test
    void a_lead_that_would_be_accepted_gets_its_price_and_no_step_runs() {
        assertThat(bid("CA", "ping_enabled", true))
                .isEqualTo(
                        new Bid(LeadOutcome.SUCCESS, Optional.empty(), LeadRunSpecification.PRICE));
        assertThat(bid("TX", "ping_enabled", true).outcome()).isEqualTo(LeadOutcome.SUCCESS);
    }

    @Test
    void one_that_would_be_refused_gets_the_reason() {
        assertThat(bid("FL", "ping_enabled", true)).isEqualTo(Bid.none("State must not be FL"));
    }

    @Test
    void a_price_of_nothing_is_no_bid() {
        RunnableFlow flow = flow("purchase_price", new BigDecimal(0));

        assertThat(Bid.on(TestLeads.from("CA"), flow, LeadRunSpecification.READINGS))
                .isEqualTo(Bid.none("no bid"));
    }

    @Test
    void a_flow_that_does_not_take_pings_says_so() {
        assertThat(bid("CA", "ping_enabled", false)).isEqualTo(Bid.none("Ping is not enabled"));
    }

    private static Bid bid(String state, String pointer, Object value) {
        return Bid.on(TestLeads.from(state), flow(pointer, value), LeadRunSpecification.READINGS);
    }

    private static RunnableFlow flow(String pointer, Object value) {
        var json = TestFlows.solar("ping_enabled", true);
        json.put(pointer, value);
        return TestLeads.flow(json);
    }
}
