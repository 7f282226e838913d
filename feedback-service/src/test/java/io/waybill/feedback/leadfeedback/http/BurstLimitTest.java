package io.waybill.feedback.leadfeedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BurstLimitTest {

    private static final UUID EVENT = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final BurstLimit limit = new BurstLimit(() -> now);

    private long allowed(UUID event, int calls) {
        return IntStream.range(0, calls).filter(_ -> limit.allows(event)).count();
    }

    @Test
    void a_burst_is_taken_and_what_comes_faster_is_held_off() {
        assertThat(allowed(EVENT, 100)).isEqualTo(BurstLimit.BURST);
        assertThat(allowed(OTHER, 1)).isEqualTo(1);
    }

    @Test
    void the_number_is_not_limited_where_it_comes_slowly() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(limit.allows(EVENT)).isTrue();
            now = now.plus(BurstLimit.REFILL);
        }
    }

    @Test
    void after_a_rest_there_is_room_for_a_burst_again() {
        assertThat(allowed(EVENT, 100)).isEqualTo(BurstLimit.BURST);
        now = now.plus(BurstLimit.REFILL);
        assertThat(allowed(EVENT, 100)).isEqualTo(1);
        now = now.plus(BurstLimit.REFILL.multipliedBy(BurstLimit.BURST * 2L));
        assertThat(allowed(EVENT, 100)).isEqualTo(BurstLimit.BURST);
    }
}
