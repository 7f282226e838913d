package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {

    private static final ZoneId ACCOUNT = ZoneId.of("Asia/Tokyo");

    private static final OpeningHours CHICAGO =
            hours(
                    """
                    {"time_zone": "America/Chicago", "days": {
                        "monday": [["08:00", "12:00"], ["13:00", "17:00"]],
                        "friday": [["22:00", "24:00"]],
                        "saturday": [],
                        "sunday": [["01:30", "03:30"]]}}
                    """);

    @ParameterizedTest(name = "{0}: {1} ({2})")
    @CsvSource({
        "2024-01-15T08:00:00-06:00, true, the first moment",
        "2024-01-15T07:59:59-06:00, false, a second before",
        "2024-01-15T12:00:00-06:00, false, the first moment after",
        "2024-01-15T12:30:00-06:00, false, between two intervals",
        "2024-01-15T16:59:59-06:00, true, the second interval",
        "2024-01-16T09:00:00-06:00, false, a day that is not named",
        "2024-01-20T09:00:00-06:00, false, a day without an interval",
        "2024-01-19T23:59:59-06:00, true, until the end of the day",
        "2024-01-20T00:00:00-06:00, false, the next day",
        "2024-03-10T01:45:00-06:00, true, before the clock goes forward",
        "2024-03-10T03:15:00-05:00, true, after it went forward",
        "2024-11-03T01:15:00-05:00, false, before the interval opens for the first time",
        "2024-11-03T01:15:00-06:00, true, the same time for the second time"
    })
    void leads_are_taken_within_the_intervals_of_local_time(
            String at, boolean open, String ignoredWhen) {
        assertThat(CHICAGO.isOpen(java.time.OffsetDateTime.parse(at).toInstant(), ACCOUNT))
                .isEqualTo(open);
    }

    @Test
    void a_time_that_does_not_exist_is_the_next_that_does() {
        OpeningHours hours =
                hours(
                        """
                        {"time_zone": "America/Chicago",
                         "days": {"sunday": [["02:30", "04:00"], ["00:00", "02:15"]]}}
                        """);

        assertThat(hours.isOpen(Instant.parse("2024-03-10T08:00:00Z"), ACCOUNT)).isTrue();
        assertThat(hours.isOpen(Instant.parse("2024-03-10T07:59:59Z"), ACCOUNT)).isTrue();
        assertThat(hours.isOpen(Instant.parse("2024-03-10T09:00:00Z"), ACCOUNT)).isFalse();
    }

    @Test
    void the_accounts_clock_counts_where_no_zone_is_named() {
        OpeningHours hours = hours("{\"days\": {\"monday\": [[\"09:00\", \"10:00\"]]}}");

        assertThat(hours.isOpen(Instant.parse("2024-01-15T00:30:00Z"), ACCOUNT)).isTrue();
        assertThat(hours.isOpen(Instant.parse("2024-01-15T00:30:00Z"), ZoneId.of("UTC"))).isFalse();
    }

    private static OpeningHours hours(String json) {
        FlowReader.Result result =
                FlowReader.read(TestFlows.solar("hours_of_operation", TestFlows.json(json)));
        assertThat(result).isInstanceOf(FlowReader.Result.Sound.class);
        return ((FlowReader.Result.Sound) result).definition().hours().orElseThrow();
    }
}
