package io.waybill.flowengine.counter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterDigestTest {

    private static final CounterLine ONE = new CounterLine("cap a", "k", "1");
    private static final CounterLine TWO = new CounterLine("cap a", "k", "2");
    private static final CounterLine OTHER = new CounterLine("cap b", "k", "1");

    @Test
    void the_order_of_changes_does_not_matter_and_what_is_taken_away_leaves_nothing() {
        CounterDigest straight = new CounterDigest();
        straight.add(TWO);
        straight.add(OTHER);
        CounterDigest roundabout = new CounterDigest();
        roundabout.add(OTHER);
        roundabout.add(ONE);
        roundabout.remove(ONE);
        roundabout.add(TWO);

        assertThat(roundabout.hash()).isEqualTo(straight.hash());
        assertThat(roundabout.sections()).isEqualTo(straight.sections());
    }

    @Test
    void a_counter_that_differs_shows_in_its_section() {
        CounterDigest left = new CounterDigest();
        left.add(ONE);
        left.add(OTHER);
        CounterDigest right = new CounterDigest();
        right.add(TWO);
        right.add(OTHER);

        assertThat(left.hash()).isNotEqualTo(right.hash());
        assertThat(left.sections().get("cap a")).isNotEqualTo(right.sections().get("cap a"));
        assertThat(left.sections()).containsEntry("cap b", right.sections().get("cap b"));
    }
}
