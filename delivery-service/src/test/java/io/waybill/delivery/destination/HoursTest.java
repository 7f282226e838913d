package io.waybill.delivery.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.language.LocalInterval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {

    private static final Hours CHICAGO =
            new Hours(
                    ZoneId.of("America/Chicago"),
                    Map.of(
                            DayOfWeek.MONDAY,
                            List.of(interval("08:00", "12:00"), interval("13:00", "17:00")),
                            DayOfWeek.FRIDAY,
                            List.of(new LocalInterval(LocalTime.of(22, 0), Optional.empty())),
                            DayOfWeek.SUNDAY,
                            List.of(interval("02:10", "02:50"))));

    @ParameterizedTest(name = "{0} opens {1}")
    @CsvSource({
        "2024-01-15T08:00:00-06:00, 2024-01-15T08:00:00-06:00",
        "2024-01-15T07:59:59-06:00, 2024-01-15T08:00:00-06:00",
        "2024-01-15T12:00:00-06:00, 2024-01-15T13:00:00-06:00",
        "2024-01-15T17:00:00-06:00, 2024-01-19T22:00:00-06:00",
        "2024-01-19T23:59:59-06:00, 2024-01-19T23:59:59-06:00",
        "2024-01-20T00:00:00-06:00, 2024-01-21T02:10:00-06:00",
        // The clock goes over the interval of this Sunday: it does not open.
        "2024-03-10T00:00:00-06:00, 2024-03-11T08:00:00-05:00"
    })
    void a_destination_opens_at_the_next_interval(String at, String opens) {
        assertThat(CHICAGO.opensAt(instant(at))).hasValue(instant(opens));
        assertThat(CHICAGO.isOpen(instant(at))).isEqualTo(at.equals(opens));
    }

    @Test
    void hours_without_an_interval_never_open() {
        Hours never = new Hours(ZoneId.of("UTC"), Map.of(DayOfWeek.MONDAY, List.of()));

        assertThat(never.opensAt(Instant.parse("2024-01-15T08:00:00Z"))).isEmpty();
    }

    private static LocalInterval interval(String from, String to) {
        return new LocalInterval(LocalTime.parse(from), Optional.of(LocalTime.parse(to)));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
