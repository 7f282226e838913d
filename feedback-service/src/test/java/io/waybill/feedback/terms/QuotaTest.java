package io.waybill.feedback.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {

    private static final Period MONTH =
            new Period(Period.Unit.MONTH, ZoneId.of("America/New_York"));

    @ParameterizedTest
    @CsvSource({
        "10, 9, false",
        "10, 10, true",
        "0, 0, true",
    })
    void as_many_are_taken_as_the_count_says(long most, long taken, boolean usedUp) {
        Quota quota = new Quota(Optional.of(most), Optional.empty(), MONTH);

        assertThat(quota.isUsedUp(new Quota.Reading(taken, 0))).isEqualTo(usedUp);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 100, 9, false",
        "10, 100, 10, true",
        "12.5, 8, 0, false",
        "12.5, 8, 1, true",
        "10, 9, 0, true",
        "10, 0, 0, true",
    })
    void a_share_is_of_what_was_delivered(
            BigDecimal share, long delivered, long taken, boolean usedUp) {
        Quota quota = new Quota(Optional.empty(), Optional.of(share), MONTH);

        assertThat(quota.isUsedUp(new Quota.Reading(taken, delivered))).isEqualTo(usedUp);
    }

    @Test
    void both_limits_hold_where_both_are_given() {
        Quota quota = new Quota(Optional.of(2L), Optional.of(BigDecimal.TEN), MONTH);

        assertThat(quota.isUsedUp(new Quota.Reading(2, 1_000))).isTrue();
        assertThat(quota.isUsedUp(new Quota.Reading(1, 10))).isTrue();
        assertThat(quota.isUsedUp(new Quota.Reading(1, 20))).isFalse();
        assertThat(quota.inWords()).isEqualTo("2 a month, 10 % of the leads of a month");
    }

    @Test
    void a_month_begins_and_ends_at_midnight_of_its_zone() {
        Period.Span span = MONTH.around(Instant.parse("2026-11-01T03:59:59Z"));

        assertThat(span.from()).isEqualTo("2026-10-01T04:00:00Z");
        assertThat(span.until()).isEqualTo("2026-11-01T04:00:00Z");
        assertThat(MONTH.around(span.until()).until()).isEqualTo("2026-12-01T05:00:00Z");
    }

    @Test
    void a_week_ends_on_sunday() {
        Period week = new Period(Period.Unit.WEEK, ZoneId.of("UTC"));

        Period.Span span = week.around(Instant.parse("2026-11-22T23:59:59Z"));

        assertThat(span.from()).isEqualTo("2026-11-16T00:00:00Z");
        assertThat(span.until()).isEqualTo("2026-11-23T00:00:00Z");
    }
}
