package io.waybill.partner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final LoginLimit limit = new LoginLimit(3);

    @Test
    void the_sixth_attempt_waits_for_the_window_to_end() {
        attempts("ada", LoginLimit.ALLOWED);

        assertThat(limit.begin("ada", NOW.plusSeconds(60))).contains(Duration.ofMinutes(14));
        assertThat(limit.begin("ada", NOW.plus(LoginLimit.WINDOW))).isEmpty();
    }

    @Test
    void another_address_is_not_concerned() {
        attempts("ada", LoginLimit.ALLOWED);

        assertThat(limit.begin("bob", NOW)).isEmpty();
    }

    @Test
    void a_success_begins_anew() {
        attempts("ada", LoginLimit.ALLOWED - 1);
        limit.succeeded("ada");
        attempts("ada", LoginLimit.ALLOWED);

        assertThat(limit.begin("ada", NOW)).isPresent();
    }

    @Test
    void an_attempt_that_could_not_be_judged_does_not_count() {
        attempts("ada", LoginLimit.ALLOWED);
        limit.withdraw("ada");

        assertThat(limit.begin("ada", NOW)).isEmpty();
        assertThat(limit.begin("ada", NOW)).isPresent();
    }

    @Test
    void only_so_many_addresses_are_remembered() {
        attempts("ada", LoginLimit.ALLOWED);
        for (String other : new String[] {"b", "c", "d"}) {
            attempts(other, 1);
        }

        assertThat(limit.begin("ada", NOW)).isEmpty();
    }

    private void attempts(String address, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(limit.begin(address, NOW)).isEmpty();
        }
    }
}
