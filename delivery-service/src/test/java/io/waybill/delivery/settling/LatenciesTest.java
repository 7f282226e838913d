package io.waybill.delivery.settling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void of_a_receiver_that_is_not_known_little_is_asked() {
        assertThat(latencies.room("new")).isEqualTo(RetryPolicy.ROOM);
    }

    @Test
    void a_slow_receiver_needs_more_than_it_usually_takes() {
        for (int i = 0; i < 10; i++) {
            latencies.note("slow", Duration.ofSeconds(1));
        }

        assertThat(latencies.room("slow")).isEqualTo(Duration.ofSeconds(2));
        assertThat(latencies.room("fast")).isEqualTo(RetryPolicy.ROOM);
    }

    @Test
    void one_answer_changes_little_and_none_asks_for_everything() {
        latencies.note("a", Duration.ofMillis(100));
        latencies.note("a", Duration.ofSeconds(2));
        assertThat(latencies.room("a")).isLessThan(Duration.ofSeconds(1));

        latencies.note("hanging", Duration.ofMinutes(5));
        assertThat(latencies.room("hanging")).isEqualTo(Duration.ofSeconds(5));
    }
}
