package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnboundSpendTest {

    private static final String CAP =
            "{\"id\": \"budget\", \"type\": \"%s\", \"maximum\": 100, \"duration_units\": \"day\"}";

    @Test
    void a_spend_cap_with_a_price_from_the_reply_needs_a_maximum() {
        assertThat(flaws("spend", Map.of("from", "reply", "fallback", "3")))
                .extracting(Flaw::field)
                .containsExactly("steps[1].sale_price.maximum");
    }

    @Test
    void with_one_or_with_a_volume_cap_it_can_be_deployed() {
        assertThat(flaws("spend", Map.of("from", "reply", "fallback", "3", "maximum", "50")))
                .isEmpty();
        assertThat(flaws("volume", Map.of("from", "reply", "fallback", "3"))).isEmpty();
        assertThat(flaws("spend", "12.50")).isEmpty();
    }

    @Test
    void the_fallback_counts_where_it_is_more_than_the_maximum() {
        assertThat(
                        new Pricing.FromReply(
                                        new BigDecimal("60"), Optional.of(new BigDecimal("50")))
                                .most())
                .contains(new BigDecimal("60"));
    }

    private static List<Flaw> flaws(String cap, Object price) {
        Map<String, Object> flow = TestFlows.solar("steps/1/sale_price", price);
        Map<String, Object> step = step(flow);
        step.put("caps", List.of(TestFlows.json(CAP.formatted(cap))));
        FlowReader.Result result = FlowReader.read(flow);
        assertThat(result).isInstanceOf(FlowReader.Result.Sound.class);
        return UnboundSpend.flaws(((FlowReader.Result.Sound) result).definition());
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private static Map<String, Object> step(Map<String, Object> flow) {
        return (Map<String, Object>) ((List<?>) flow.get("steps")).get(1);
    }
}
