package io.waybill.intake.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waybill.intake.Examples;
import io.waybill.intake.submission.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private final RefusalCounts counts = new RefusalCounts(NOON);

    @Test
    void refusals_of_a_minute_are_one_count_for_each_reason() {
        counts.refused(Examples.target(), Refusal.BODY_UNREADABLE);
        counts.refused(Examples.target(), Refusal.BODY_UNREADABLE);
        counts.refused(Examples.target(), Refusal.SOURCE_UNAUTHORIZED);

        assertThat(counts.take(LATER))
                .extracting(
                        count -> count.refused().refusal(),
                        RefusalCount::count,
                        RefusalCount::since)
                .containsExactlyInAnyOrder(
                        tuple(Refusal.BODY_UNREADABLE, 2L, NOON),
                        tuple(Refusal.SOURCE_UNAUTHORIZED, 1L, NOON));
    }

    @Test
    void what_was_taken_is_not_counted_again() {
        counts.refused(Examples.target(), Refusal.BODY_UNREADABLE);
        counts.take(LATER);

        assertThat(counts.take(LATER.plusSeconds(60))).isEmpty();
    }

    @Test
    void a_count_that_could_not_be_written_is_added_to_the_next() {
        counts.refused(Examples.target(), Refusal.BODY_UNREADABLE);
        List<RefusalCount> lost = counts.take(LATER);
        counts.refused(Examples.target(), Refusal.BODY_UNREADABLE);

        lost.forEach(counts::giveBack);

        assertThat(counts.take(LATER.plusSeconds(60)))
                .singleElement()
                .satisfies(count -> {
                    assertThat(count.count()).isEqualTo(2);
                    assertThat(count.since()).isEqualTo(NOON);
                });
    }
}
