package io.waybill.partner.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.Decision;
import io.waybill.partner.subscription.Subscription.PlanChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionTest {

    @Test
    void who_sells_has_the_paid_plan_at_first_and_who_only_buys_the_free_one() {
        assertThat(Subscription.atOpening(true).plan()).isEqualTo(Plan.PAID);
        assertThat(Subscription.atOpening(false).plan()).isEqualTo(Plan.FREE);
    }

    @Test
    void a_plan_is_changed_to_another_one() {
        Subscription free = Subscription.atOpening(false);

        assertThat(free.change(Plan.PAID)).isEqualTo(Decision.accepted(new PlanChanged(Plan.PAID)));
        assertThat(free.evolve(new PlanChanged(Plan.PAID)).plan()).isEqualTo(Plan.PAID);
    }

    @ParameterizedTest
    @EnumSource
    void changing_to_the_same_plan_changes_nothing(Plan plan) {
        assertThat(new Subscription(plan).change(plan)).isEqualTo(Decision.accepted());
    }

    @ParameterizedTest
    @EnumSource
    void a_plan_is_read_as_it_is_written(Plan plan) {
        assertThat(Plan.of(plan.text())).contains(plan);
    }

    @Test
    void another_word_is_no_plan() {
        assertThat(Plan.of("PAID")).isEmpty();
        assertThat(Plan.of("gold")).isEmpty();
    }
}
