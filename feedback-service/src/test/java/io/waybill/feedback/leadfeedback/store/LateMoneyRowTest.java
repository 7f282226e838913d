package io.waybill.feedback.leadfeedback.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LateMoneyRowTest {

    private static LateMoneyRow row(String kind) {
        LateMoneyRow row = new LateMoneyRow();
        row.kind = kind;
        row.dueAt = Rows.AT;
        return row;
    }

    @Test
    void a_return_of_a_late_sale_is_looked_for_three_times() {
        LateMoneyRow sale = row("sale");

        sale.putBack(Rows.AT);
        assertThat(sale.dueAt).isEqualTo(Rows.AT.plusSeconds(20));
        sale.putBack(Rows.AT);
        assertThat(sale.dueAt).isEqualTo(Rows.AT.plusSeconds(100));
        assertThat(sale.recorded).isFalse();
        sale.putBack(Rows.AT);

        assertThat(sale.recorded).isTrue();
    }

    @Test
    void a_late_cost_is_looked_for_as_long_as_a_run_may_last() {
        LateMoneyRow cost = row("cost");
        Duration waited = Duration.ZERO;

        while (!cost.recorded) {
            cost.dueAt = Rows.AT;
            cost.putBack(Rows.AT);
            Duration pause = Duration.between(Rows.AT, cost.dueAt);
            assertThat(pause).isLessThanOrEqualTo(Duration.ofHours(1));
            waited = waited.plus(pause);
        }

        assertThat(waited).isGreaterThan(Duration.ofDays(3));
    }
}
