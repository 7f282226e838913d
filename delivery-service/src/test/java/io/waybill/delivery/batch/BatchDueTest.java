package io.waybill.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.destination.Batch.Trigger;
import io.waybill.delivery.destination.Hours;
import io.waybill.language.LocalInterval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchDueTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant FIRST = Instant.parse("2026-03-06T15:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-06T15:00:10Z");

    @Test
    void an_interval_counts_from_the_first_row() {
        Trigger.Every every = new Trigger.Every(Duration.ofMinutes(15));

        assertThat(due(every, 3)).hasValue(FIRST.plusSeconds(900));
    }

    @Test
    void a_count_waits_for_its_rows() {
        assertThat(due(new Trigger.Count(3), 2)).isEmpty();
        assertThat(due(new Trigger.Count(3), 3)).hasValue(NOW);
    }

    @Test
    void a_full_batch_waits_for_nothing() {
        assertThat(due(new Trigger.Every(Duration.ofDays(1)), 100)).hasValue(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        // The clock jumps from 02:00 to 03:00 on 8 March, and back on 1 November.
        "2026-03-06T15:00:00Z, 2026-03-06T23:00:00Z",
        "2026-03-06T23:00:00Z, 2026-03-07T07:30:00Z",
        "2026-03-08T01:00:00Z, 2026-03-08T07:30:00Z",
        "2026-11-01T00:00:00Z, 2026-11-01T07:30:00Z"
    })
    void a_local_time_is_the_next_one_after_the_first_row(Instant first, Instant expected) {
        Trigger.At at = new Trigger.At(List.of(LocalTime.of(18, 0), LocalTime.of(2, 30)), NEW_YORK);

        assertThat(BatchDue.at(batch(at), Optional.empty(), first, 1, first)).hasValue(expected);
    }

    @Test
    void it_waits_for_the_destination_to_open() {
        Hours hours =
                new Hours(
                        NEW_YORK,
                        Map.of(
                                DayOfWeek.MONDAY,
                                List.of(new LocalInterval(LocalTime.of(9, 0), Optional.empty()))));

        assertThat(BatchDue.at(batch(new Trigger.Count(1)), Optional.of(hours), FIRST, 1, NOW))
                .hasValue(Instant.parse("2026-03-09T13:00:00Z"));
    }

    private static Optional<Instant> due(Trigger trigger, long rows) {
        return BatchDue.at(batch(trigger), Optional.empty(), FIRST, rows, NOW);
    }

    private static Batch batch(Trigger trigger) {
        return new Batch(Batch.Format.CSV, trigger, Map.of(), 100, false);
    }
}
