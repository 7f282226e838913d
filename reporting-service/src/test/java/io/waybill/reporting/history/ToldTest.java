package io.waybill.reporting.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToldTest {

    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-06T00:00:00Z");
    private static final Counts SOME = new Counts(10, 8, 2, 1, new BigDecimal("80.0000"));

    @Test
    void what_was_never_told_is_told_when_there_is_something() {
        Told never = new Told(Optional.empty(), 0, Counts.NONE, Instant.EPOCH);

        assertThat(never.isDue(SOME, 30, NOON)).isTrue();
        assertThat(never.isDue(Counts.NONE, 30, NOON)).isFalse();
    }

    @Test
    void what_did_not_change_is_told_once_a_day() {
        Told told = new Told(Optional.of(NOON), 30, SOME, MIDNIGHT);

        assertThat(told.isDue(new Counts(10, 8, 2, 1, new BigDecimal("80")), 30, NOON)).isFalse();
        assertThat(told.isDue(SOME, 30, MIDNIGHT)).isTrue();
        assertThat(told.isDue(new Counts(10, 8, 3, 1, new BigDecimal("80")), 30, NOON)).isTrue();
    }

    @Test
    void another_window_is_told() {
        assertThat(new Told(Optional.of(NOON), 30, SOME, MIDNIGHT).isDue(SOME, 7, NOON)).isTrue();
    }

    @Test
    void that_nothing_is_left_is_told_once() {
        assertThat(new Told(Optional.of(NOON), 30, SOME, MIDNIGHT).isDue(Counts.NONE, 30, MIDNIGHT))
                .isTrue();
        assertThat(
                        new Told(Optional.of(NOON), 30, Counts.NONE, MIDNIGHT)
                                .isDue(Counts.NONE, 30, MIDNIGHT.plusSeconds(90_000)))
                .isFalse();
    }

    @Test
    void each_telling_is_later_than_the_last_whatever_clocks_say() {
        Told told = new Told(Optional.of(NOON), 30, SOME, MIDNIGHT);

        assertThat(told.next(NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
        assertThat(told.next(NOON.minusSeconds(60))).isEqualTo(NOON.plusNanos(1_000));
    }
}
