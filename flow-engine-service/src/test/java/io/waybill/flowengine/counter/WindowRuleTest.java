package io.waybill.flowengine.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.counter.WindowRule.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowRuleTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource({
        "MINUTE, 1,  2026-03-04T05:06:07Z, 2026-03-04T05:06:00Z, 2026-03-04T05:07:00Z",
        "HOUR,   2,  2026-03-04T05:06:07Z, 2026-03-04T05:00:00Z, 2026-03-04T07:00:00Z",
        "DAY,    1,  2026-03-04T05:06:07Z, 2026-03-04T00:00:00Z, 2026-03-05T00:00:00Z",
        "DAY,    3,  2026-03-04T05:06:07Z, 2026-03-04T00:00:00Z, 2026-03-07T00:00:00Z",
        "WEEK,   1,  2026-03-04T05:06:07Z, 2026-03-02T00:00:00Z, 2026-03-09T00:00:00Z",
        "WEEK,   1,  2026-03-08T23:59:59Z, 2026-03-02T00:00:00Z, 2026-03-09T00:00:00Z",
        "WEEK,   2,  2026-03-09T00:00:00Z, 2026-03-09T00:00:00Z, 2026-03-23T00:00:00Z",
        "MONTH,  1,  2026-02-28T05:06:07Z, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "MONTH,  3,  2025-12-31T05:06:07Z, 2025-12-01T00:00:00Z, 2026-03-01T00:00:00Z"
    })
    void a_window_begins_with_its_first_unit_and_ends_with_its_last(
            Unit unit, int duration, Instant now, Instant from, Instant until) {
        assertThat(new WindowRule(duration, unit, Optional.empty()).at(now, UTC))
                .isEqualTo(new Window(from, until));
    }

    @ParameterizedTest
    @CsvSource({
        // clocks go forward at midnight: the day begins at one
        "America/Santiago, DAY,  2026-09-06T12:00:00Z, 2026-09-06T04:00:00Z, 2026-09-07T03:00:00Z",
        // clocks go back at one to midnight: the day begins with the first midnight
        "America/Havana,   DAY,  2026-11-01T12:00:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "America/New_York, DAY,  2026-03-08T12:00:00Z, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
        "America/New_York, DAY,  2026-11-01T12:00:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "America/New_York, HOUR, 2026-11-01T05:30:00Z, 2026-11-01T05:00:00Z, 2026-11-01T06:00:00Z",
        "America/New_York, HOUR, 2026-11-01T06:30:00Z, 2026-11-01T06:00:00Z, 2026-11-01T07:00:00Z",
        "Asia/Kolkata,     HOUR, 2026-11-01T06:45:00Z, 2026-11-01T06:30:00Z, 2026-11-01T07:30:00Z",
        // a day that never was
        "Pacific/Apia,     DAY,  2011-12-30T09:59:59Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z"
    })
    void windows_follow_the_calendar_of_their_zone(
            String zone, Unit unit, Instant now, Instant from, Instant until) {
        WindowRule rule = new WindowRule(1, unit, Optional.of(ZoneId.of(zone)));

        assertThat(rule.at(now, UTC)).isEqualTo(new Window(from, until));
    }

    @Test
    void a_local_time_that_does_not_exist_is_the_next_and_one_that_exists_twice_the_first() {
        ZoneId newYork = ZoneId.of("America/New_York");

        assertThat(WindowRule.instant(LocalDateTime.parse("2026-03-08T02:30"), newYork))
                .isEqualTo(Instant.parse("2026-03-08T07:00:00Z"));
        assertThat(WindowRule.instant(LocalDateTime.parse("2026-11-01T01:30"), newYork))
                .isEqualTo(Instant.parse("2026-11-01T05:30:00Z"));
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void each_moment_lies_in_its_window_and_windows_follow_each_other(Unit unit) {
        Random random = new Random(unit.ordinal());
        String[] zones = {"America/Havana", "Pacific/Apia", "Asia/Kathmandu", "Europe/Berlin"};
        for (int i = 0; i < 5_000; i++) {
            ZoneId zone = ZoneId.of(zones[random.nextInt(zones.length)]);
            WindowRule rule = new WindowRule(1, unit, Optional.of(zone));
            Instant now = Instant.ofEpochSecond(random.nextLong(1_300_000_000L, 1_900_000_000L));

            Window window = rule.at(now, UTC);

            assertThat(now).isBetween(window.from(), window.until().minusNanos(1));
            assertThat(rule.at(window.until(), UTC).from()).isEqualTo(window.until());
            assertThat(rule.at(window.from(), UTC)).isEqualTo(window);
            assertThat(window.from().plus(Duration.ofDays(32))).isAfter(window.until());
        }
    }
}
