package io.waybill.delivery.settling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant FAR = NOW.plusSeconds(3600);

    private final RetryPolicy policy = RetryPolicy.standard();

    @ParameterizedTest(name = "after attempt {0} with jitter {1}: {2} ms")
    @CsvSource({
        "1, 0.0, 1000",
        "2, 0.0, 2000",
        "3, 0.0, 4000",
        "5, 0.0, 16000",
        "6, 0.0, 30000",
        "9, 0.0, 30000",
        "1, 1.0, 1250",
        "3, 0.5, 4500"
    })
    void the_pause_doubles_up_to_a_ceiling_and_jitter_adds_at_most_a_quarter(
            int made, double jitter, long millis) {
        assertThat(policy.next(made, NOW, FAR, jitter, null)).contains(NOW.plusMillis(millis));
    }

    @Test
    void after_the_last_attempt_there_is_no_other() {
        assertThat(policy.next(10, NOW, FAR, 0, null)).isEmpty();
    }

    @ParameterizedTest(name = "{0} ms left: retried {1}")
    @CsvSource({"1500, true", "1499, false", "0, false"})
    void a_retry_is_made_only_where_room_is_left_before_the_deadline(long left, boolean retried) {
        assertThat(policy.next(1, NOW, NOW.plusMillis(left), 0, null).isPresent())
                .isEqualTo(retried);
    }

    @Test
    void a_great_number_of_attempts_does_not_overflow_the_pause() {
        RetryPolicy patient =
                new RetryPolicy(
                        EnumSet.allOf(AttemptOutcome.class),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        1000,
                        Duration.ZERO);

        assertThat(patient.next(999, NOW, FAR, 0, null)).contains(NOW.plus(Duration.ofMinutes(5)));
    }
}
