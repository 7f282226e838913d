package io.waybill.delivery.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrialRateTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final UUID ACCOUNT = new UUID(7, 1);

    private final TrialRate rate = new TrialRate();

    @Test
    void so_many_begin_in_any_minute_and_then_one_waits_for_the_first_to_be_that_old() {
        for (int i = 0; i < TrialRate.MOST; i++) {
            assertThat(rate.begin(ACCOUNT, NOW.plusSeconds(i))).isEmpty();
        }

        assertThat(rate.begin(ACCOUNT, NOW.plusSeconds(45))).contains(Duration.ofSeconds(15));
        assertThat(rate.begin(ACCOUNT, NOW.plusSeconds(60))).isEmpty();
        assertThat(rate.begin(ACCOUNT, NOW.plusSeconds(60))).isPresent();
    }

    @Test
    void accounts_do_not_wait_for_each_other() {
        for (int i = 0; i < TrialRate.MOST; i++) {
            assertThat(rate.begin(ACCOUNT, NOW)).isEmpty();
        }

        assertThat(rate.begin(new UUID(7, 2), NOW)).isEmpty();
    }
}
