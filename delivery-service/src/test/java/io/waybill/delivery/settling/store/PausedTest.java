package io.waybill.delivery.settling.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PausedTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void each_failed_probe_doubles_the_pause_up_to_the_longest() {
        Paused pause = pause(NOW.plusSeconds(5));

        Paused second = pause.probedAt(NOW.plusSeconds(5)).longer(NOW.plusSeconds(6), longest());
        Paused third = second.probedAt(NOW.plusSeconds(16)).longer(NOW.plusSeconds(17), longest());

        assertThat(second.probeAt()).isEqualTo(NOW.plusSeconds(16));
        assertThat(third.probeAt()).isEqualTo(NOW.plusSeconds(29));
    }

    @Test
    void nothing_else_is_sent_while_a_probe_is_on_its_way() {
        Paused probing = pause(NOW).probedAt(NOW);

        assertThat(probing.probing()).isTrue();
        assertThat(probing.probeAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(probing.longer(NOW, longest()).probing()).isFalse();
    }

    @Test
    void a_persons_word_goes_before_a_pause_that_would_end_by_itself() {
        Paused byPerson = pause(null);
        Paused byItself = pause(NOW);

        assertThat(byPerson.goesBefore(byItself)).isEqualTo(byPerson);
        assertThat(byItself.goesBefore(byPerson)).isEqualTo(byPerson);
    }

    private static Duration longest() {
        return Duration.ofSeconds(12);
    }

    private static Paused pause(@Nullable Instant probeAt) {
        return new Paused(
                new UUID(7, 1),
                new UUID(7, 2),
                20,
                NOW,
                probeAt,
                Duration.ofSeconds(5),
                false,
                "service:delivery");
    }
}
