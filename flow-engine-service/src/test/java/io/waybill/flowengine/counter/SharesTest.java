package io.waybill.flowengine.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void seventy_twenty_ten_is_within_one_lead_of_its_target_at_any_moment() {
        assertFair(weights(70, 20, 10), 10_000);
    }

    @Test
    void any_weights_of_any_number_of_recipients_are() {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            int[] weights = new int[2 + random.nextInt(20)];
            for (int r = 0; r < weights.length; r++) {
                weights[r] = 1 + random.nextInt(random.nextBoolean() ? 3 : 1_000);
            }
            assertFair(weights(weights), 500);
        }
    }

    @Test
    void equal_weights_take_turns_in_their_order() {
        Map<String, BigDecimal> weights = weights(1, 1, 1);
        Map<String, Long> credits = new HashMap<>();

        assertThat(turns(weights, credits, 6)).isEqualTo("abcabc");
    }

    @Test
    void who_has_no_weight_gets_nothing() {
        assertThat(Shares.order(weights(0, 3), Map.of())).isEqualTo(List.of("b"));
    }

    @Test
    void one_that_returns_is_level_with_the_others() {
        Map<String, BigDecimal> both = weights(1, 1);
        Map<String, Long> credits = new HashMap<>();
        for (int i = 0; i < 101; i++) {
            assertThat(next(weights(1), credits)).isEqualTo("a");
        }

        assertThat(turns(both, credits, 6)).isEqualTo("ababab");
    }

    @Test
    void a_lead_that_only_one_can_take_is_nobody_elses_loss() {
        Map<String, Long> credits = new HashMap<>();

        assertThat(turns(weights(1, 1), credits, 1)).isEqualTo("a");
        assertThat(turns(weights(1), credits, 3)).isEqualTo("aaa");
        assertThat(turns(weights(1, 1), credits, 3)).isEqualTo("bab");
    }

    private static String turns(
            Map<String, BigDecimal> weights, Map<String, Long> credits, int leads) {
        StringBuilder turns = new StringBuilder();
        for (int i = 0; i < leads; i++) {
            turns.append(next(weights, credits));
        }
        return turns.toString();
    }

    private static String next(Map<String, BigDecimal> weights, Map<String, Long> credits) {
        String next = Shares.order(weights, credits).getFirst();
        credits.putAll(Shares.after(credits, Shares.parts(weights), next));
        return next;
    }

    private static void assertFair(Map<String, BigDecimal> weights, int leads) {
        BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Long> given = new HashMap<>();
        Map<String, Long> credits = new HashMap<>();
        for (int lead = 1; lead <= leads; lead++) {
            given.merge(next(weights, credits), 1L, Long::sum);
            for (String recipient : weights.keySet()) {
                double target = weights.get(recipient).doubleValue() * lead / sum.doubleValue();
                assertThat(given.getOrDefault(recipient, 0L) - target)
                        .as("%s of %s after %d", recipient, weights, lead)
                        .isGreaterThan(-1 - 1e-6)
                        .isLessThan(1 + 1e-6);
            }
        }
    }

    private static Map<String, BigDecimal> weights(int... weights) {
        Map<String, BigDecimal> all = new LinkedHashMap<>();
        for (int i = 0; i < weights.length; i++) {
            all.put(String.valueOf((char) ('a' + i)), BigDecimal.valueOf(weights[i]));
        }
        return all;
    }
}
