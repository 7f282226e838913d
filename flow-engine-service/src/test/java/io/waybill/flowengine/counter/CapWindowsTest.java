package io.waybill.flowengine.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.counter.CapEvent.Basis;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapWindowsTest extends CapsSpecification {

    @Test
    void the_next_window_begins_at_zero_and_what_the_last_one_reserved_changes_nothing() {
        List<Caps.Scoped> caps = flow(TestCaps.daily("daily", 1));
        List<Reservation> late = enter(caps, CALIFORNIA);

        Caps.Answer next = take(caps, CALIFORNIA, NEXT_DAY);
        tables.evolve(next.events());
        end(late, true);

        assertThat(next).isInstanceOf(Caps.Answer.Taken.class);
        assertThat(state("daily").count()).isEqualByComparingTo("0");
        assertThat(state("daily").reserved()).isEqualByComparingTo("1");
    }

    @Test
    void a_record_that_comes_late_is_counted_in_the_window_that_is_open() {
        List<Caps.Scoped> caps = flow(TestCaps.daily("daily", 1));
        tables.evolve(take(caps, CALIFORNIA, NEXT_DAY).events());

        assertThat(take(caps, CALIFORNIA, NOON)).isInstanceOf(Caps.Answer.Reached.class);
    }

    @Test
    void a_change_of_the_maximum_alone_keeps_the_count() {
        end(enter(flow(TestCaps.daily("daily", 1)), CALIFORNIA), true);

        assertThat(take(flow(TestCaps.daily("daily", 1)), CALIFORNIA, NOON))
                .isInstanceOf(Caps.Answer.Reached.class);
        assertThat(take(flow(TestCaps.daily("daily", 2)), CALIFORNIA, NOON))
                .isInstanceOf(Caps.Answer.Taken.class);
    }

    @Test
    void a_cap_that_was_changed_begins_again_unless_a_count_is_given() {
        Cap changed = TestCaps.as(TestCaps.daily("daily", 1), "v2");
        tables.evolve(List.of(success("2026-03-04T11:00:00Z")));
        tables.folded.begin(
                new CounterName(OF_FLOW, "daily", "v2", Optional.empty()).identity(),
                CapBeginning.CHANGED);

        assertThat(take(flow(changed), CALIFORNIA, NOON).events().getFirst())
                .matches(e -> opened(e, Basis.ZERO, "0"));
        assertThat(take(flow(TestCaps.openingAt(changed, 1)), CALIFORNIA, NOON).events().getFirst())
                .matches(e -> opened(e, Basis.GIVEN, "1"));
    }

    @Test
    void a_cap_of_an_earlier_build_goes_on_and_is_not_opened_as_a_new_one() {
        Cap cap = TestCaps.openingAt(TestCaps.daily("daily", 9), 7);
        CounterName name = new CounterName(OF_FLOW, "daily", "v1", Optional.empty());
        tables.folded.putCounter(
                name.key(),
                CounterState.opened(cap.window().at(NOON, ZoneId.of("UTC")), amount("8")));

        tables.evolve(take(flow(cap), CALIFORNIA, NOON).events());
        Caps.Answer next = take(flow(cap), CALIFORNIA, NEXT_DAY);

        assertThat(next.events().getFirst()).matches(e -> opened(e, Basis.ZERO, "0"));
    }

    @Test
    void a_cap_that_begins_anew_keeps_the_room_of_leads_under_way() {
        List<Caps.Scoped> caps = flow(TestCaps.daily("daily", 3));
        List<Reservation> underWay = enter(caps, CALIFORNIA);
        tables.evolve(List.of(success("2026-03-04T11:00:00Z")));
        tables.folded.begin(
                new CounterName(OF_FLOW, "daily", "v1", Optional.empty()).identity(),
                CapBeginning.NEW);

        end(enter(caps, CALIFORNIA), true);
        assertThat(state("daily").count()).isEqualByComparingTo("2");
        assertThat(state("daily").reserved()).isEqualByComparingTo("1");
        assertThat(take(caps, CALIFORNIA, NOON)).isInstanceOf(Caps.Answer.Reached.class);

        end(underWay, false);
        assertThat(state("daily").reserved()).isEqualByComparingTo("0");
        assertThat(take(caps, CALIFORNIA, NOON)).isInstanceOf(Caps.Answer.Taken.class);
    }

    @Test
    void a_new_cap_opens_with_the_true_count_of_its_window() {
        tables.evolve(
                List.of(
                        success("2026-03-03T23:59:59Z"),
                        success("2026-03-04T00:00:00Z"),
                        success("2026-03-04T11:59:59Z")));

        Caps.Answer answer = take(flow(TestCaps.daily("daily", 2)), CALIFORNIA, NOON);

        assertThat(answer).isInstanceOf(Caps.Answer.Reached.class);
        assertThat(answer.events().getFirst()).matches(e -> opened(e, Basis.TALLIES, "2"));
    }

    @Test
    void a_cap_with_conditions_opens_at_zero_or_at_the_count_that_was_given() {
        tables.evolve(List.of(success("2026-03-04T11:00:00Z")));
        Cap conditional = TestCaps.with(TestCaps.daily("daily", 9), texas(), List.of());

        assertThat(take(flow(conditional), TEXAS, NOON).events().getFirst())
                .matches(e -> opened(e, Basis.ZERO, "0"));
        assertThat(take(flow(TestCaps.openingAt(conditional, 7)), TEXAS, NOON).events().getFirst())
                .matches(e -> opened(e, Basis.GIVEN, "7"));
    }
}
