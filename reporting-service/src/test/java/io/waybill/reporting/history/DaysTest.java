package io.waybill.reporting.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DaysTest {

    @Test
    void a_window_is_so_many_days_of_the_zone_and_today_is_the_last() {
        Days days = Days.in("America/New_York");
        Instant lateInTheEvening = Instant.parse("2026-03-05T03:30:00Z");

        assertThat(days.of(lateInTheEvening)).isEqualTo(LocalDate.parse("2026-03-04"));
        assertThat(days.first(lateInTheEvening, 30)).isEqualTo(LocalDate.parse("2026-02-03"));
        assertThat(days.first(lateInTheEvening, 1)).isEqualTo(LocalDate.parse("2026-03-04"));
        assertThat(days.nextDay(lateInTheEvening)).isEqualTo(Instant.parse("2026-03-05T05:00:00Z"));
    }

    @Test
    void a_day_may_have_an_hour_less_or_begin_at_one() {
        Days days = Days.in("America/New_York");
        LocalDate shortDay = LocalDate.parse("2026-03-08");
        assertThat(Duration.between(days.begin(shortDay), days.begin(shortDay.plusDays(1))))
                .isEqualTo(Duration.ofHours(23));

        assertThat(Days.in("America/Santiago").begin(LocalDate.parse("2026-09-06")))
                .isEqualTo(Instant.parse("2026-09-06T04:00:00Z"));
    }

    @Test
    void without_a_zone_that_is_known_days_are_those_of_utc() {
        Instant time = Instant.parse("2026-03-05T03:30:00Z");

        assertThat(Days.in(null).of(time)).isEqualTo(LocalDate.parse("2026-03-05"));
        assertThat(Days.in("Mars/Base").of(time)).isEqualTo(LocalDate.parse("2026-03-05"));
    }
}
