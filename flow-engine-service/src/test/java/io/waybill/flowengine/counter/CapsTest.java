package io.waybill.flowengine.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.counter.CapEvent.Basis;
import io.waybill.flowengine.counter.CapEvent.CapOpened;
import io.waybill.flowengine.counter.CapEvent.CapReached;
import io.waybill.flowengine.counter.CapEvent.CapReserved;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapsTest extends CapsSpecification {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void of_a_thousand_leads_that_are_interleaved_a_cap_of_10_sells_exactly_10(int seed) {
        Random random = new Random(seed);
        List<Caps.Scoped> caps =
                List.of(
                        new Caps.Scoped(OF_FLOW, List.of(TestCaps.daily("daily", 10))),
                        new Caps.Scoped(OF_SOURCE, List.of(TestCaps.daily("wide", 400))));
        Deque<List<Reservation>> underWay = new ArrayDeque<>();
        int sold = 0;
        int most = 0;
        for (int came = 0; came < 1_000 || !underWay.isEmpty(); ) {
            if (came < 1_000 && (underWay.isEmpty() || random.nextInt(3) > 0)) {
                came++;
                List<Reservation> held = enter(caps, CALIFORNIA);
                if (!held.isEmpty()) {
                    underWay.add(held);
                    most = Math.max(most, sold + underWay.size());
                }
            } else {
                List<Reservation> held = underWay.poll();
                boolean success = random.nextInt(4) == 0;
                end(held, success);
                sold += success ? 1 : 0;
            }
        }

        assertThat(sold).isEqualTo(10);
        assertThat(most).isEqualTo(10);
        assertThat(state("daily")).isEqualTo(counted(10));
    }

    @Test
    void when_several_caps_match_all_count_or_none() {
        Cap wide = TestCaps.daily("wide", 100);
        Cap narrow = TestCaps.daily("narrow", 1);
        List<Caps.Scoped> caps =
                List.of(
                        new Caps.Scoped(OF_FLOW, List.of(wide)),
                        new Caps.Scoped(OF_SOURCE, List.of(narrow)));

        assertThat(enter(caps, CALIFORNIA)).hasSize(2);
        assertThat(enter(caps, CALIFORNIA)).isEmpty();

        assertThat(state("wide").reserved()).isEqualByComparingTo("1");
    }

    @Test
    void what_was_read_stands_in_the_event() {
        List<Caps.Scoped> caps = flow(TestCaps.daily("daily", 1));
        Window day = new Window(Instant.parse("2026-03-04T00:00:00Z"), NEXT_DAY);
        CounterName name = new CounterName(OF_FLOW, "daily", "v1", Optional.empty());
        BigDecimal zero = amount("0");

        Caps.Answer first = take(caps, CALIFORNIA, NOON);
        tables.evolve(first.events());
        Caps.Answer second = take(caps, CALIFORNIA, NOON);

        assertThat(first.events())
                .containsExactly(
                        new CapOpened(name, day, zero, Basis.TALLIES),
                        new CapReserved(
                                name,
                                Cap.Measure.VOLUME,
                                amount("1"),
                                new CapReading(day, zero, zero, amount("1"))));
        assertThat(second)
                .isEqualTo(
                        new Caps.Answer.Reached(
                                List.of(
                                        new CapReached(
                                                name,
                                                amount("1"),
                                                new CapReading(
                                                        day, zero, amount("1"), amount("1")))),
                                "flow/" + FLOW + "/daily",
                                "Cap reached"));
    }

    @Test
    void nested_caps_are_looked_at_only_if_the_rules_around_them_pass() {
        Cap nested = TestCaps.daily("states/texas", 1);
        Cap around = TestCaps.with(TestCaps.daily("states", 100), texas(), List.of(nested));
        List<Caps.Scoped> caps = flow(around);

        assertThat(enter(caps, CALIFORNIA)).isEmpty();
        assertThat(enter(caps, TEXAS)).hasSize(2);
        assertThat(take(caps, TEXAS, NOON)).isInstanceOf(Caps.Answer.Reached.class);
        assertThat(state("states").reserved()).isEqualByComparingTo("1");
        assertThat(take(caps, CALIFORNIA, NOON)).isInstanceOf(Caps.Answer.Taken.class);
    }

    @Test
    void each_value_of_a_field_has_its_own_counter_whatever_its_case() {
        List<Caps.Scoped> caps = flow(TestCaps.per(TestCaps.daily("state", 1), "lead.state"));

        enter(caps, CALIFORNIA);

        assertThat(take(caps, TEXAS, NOON)).isInstanceOf(Caps.Answer.Taken.class);
        assertThat(take(caps, Vars.of(Map.of("lead", Map.of("state", "ca"))), NOON))
                .isInstanceOf(Caps.Answer.Reached.class);
    }

    @Test
    void a_budget_is_never_exceeded_and_what_is_left_can_be_spent() {
        List<Caps.Scoped> caps = flow(TestCaps.budget("budget", "10"));

        end(enter(caps, "6.50"), true);

        assertThat(spend(caps, Optional.of("3.51"))).isInstanceOf(Caps.Answer.Reached.class);
        assertThat(spend(caps, Optional.of("3.50"))).isInstanceOf(Caps.Answer.Taken.class);
        assertThat(spend(caps, Optional.empty())).isInstanceOf(Caps.Answer.Taken.class);
    }

    @Test
    void a_price_that_only_the_reply_tells_is_counted_when_it_is_known() {
        List<Caps.Scoped> caps = flow(TestCaps.budget("budget", "10"));
        Caps.Answer taken = spend(caps, Optional.empty());
        tables.evolve(taken.events());

        tables.evolve(List.of(held(taken).getFirst().confirmed(amount("12"))));

        assertThat(state("budget").count()).isEqualByComparingTo("12");
        assertThat(spend(caps, Optional.empty())).isInstanceOf(Caps.Answer.Reached.class);
    }
}
