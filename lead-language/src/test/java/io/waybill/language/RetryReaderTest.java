package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryReaderTest {

    private final Map<String, String> flaws = new LinkedHashMap<>();

    @Test
    void where_nothing_is_said_the_standard_holds() {
        assertThat(read(Map.of())).isEqualTo(Retry.standard());
        assertThat(flaws).isEmpty();
    }

    @Test
    void what_is_said_goes_before_the_standard() {
        Retry retry =
                read(
                        Map.of(
                                "on", List.of("failure", "unknown"),
                                "first_seconds", new BigDecimal("0.5"),
                                "ceiling_seconds", 60,
                                "attempts", 4,
                                "max_age_seconds", 3600));

        assertThat(retry)
                .isEqualTo(
                        new Retry(
                                Set.of(Retry.Cause.FAILURE, Retry.Cause.UNKNOWN),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(60),
                                4,
                                Duration.ofHours(1)));
        assertThat(flaws).isEmpty();
    }

    @Test
    void what_is_written_is_read_as_the_same() {
        Retry retry =
                new Retry(
                        Set.of(Retry.Cause.ERROR),
                        Duration.ofMillis(1_500),
                        Duration.ofMinutes(5),
                        100,
                        Duration.ofHours(72));

        assertThat(read(retry.json())).isEqualTo(retry);
        assertThat(flaws).isEmpty();
    }

    @Test
    void each_value_that_cannot_be_used_is_named_and_the_standard_stands_in() {
        Retry retry =
                read(
                        Map.of(
                                "on",
                                List.of("failure", "weather"),
                                "first_seconds",
                                "1",
                                "ceiling_seconds",
                                new BigDecimal("1e1000000"),
                                "attempts",
                                1.5,
                                "max_age_seconds",
                                -1,
                                "colour",
                                "red"));

        assertThat(flaws)
                .containsOnlyKeys(
                        "on",
                        "first_seconds",
                        "ceiling_seconds",
                        "attempts",
                        "max_age_seconds",
                        "colour");
        assertThat(retry.attempts()).isEqualTo(Retry.standard().attempts());
    }

    @Test
    void the_longest_pause_is_no_shorter_than_the_first() {
        read(Map.of("first_seconds", 60, "ceiling_seconds", 1));

        assertThat(flaws).containsEntry("ceiling_seconds", "must not be less than first_seconds");
    }

    private Retry read(Map<String, ?> json) {
        return RetryReader.read(json, flaws::put);
    }
}
