package io.waybill.partner.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.partner.password.PasswordReset.Facts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PasswordResetTest {

    private static final Instant ASKED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant END = ASKED.plus(PasswordReset.LIFETIME);

    @Test
    void a_new_link_resets_the_password() {
        assertThat(PasswordReset.of(new Facts(ASKED, null, true), ASKED))
                .isEqualTo(PasswordReset.RESET);
        assertThat(PasswordReset.of(new Facts(ASKED, null, true), END.minusMillis(1)))
                .isEqualTo(PasswordReset.RESET);
    }

    @Test
    void a_link_ends_after_an_hour() {
        assertThat(PasswordReset.of(new Facts(ASKED, null, true), END))
                .isEqualTo(PasswordReset.REFUSE);
    }

    @Test
    void a_link_works_once() {
        assertThat(PasswordReset.of(new Facts(ASKED, ASKED, true), ASKED))
                .isEqualTo(PasswordReset.REFUSE);
    }

    @Test
    void only_the_newest_link_works() {
        assertThat(PasswordReset.of(new Facts(ASKED, null, false), ASKED))
                .isEqualTo(PasswordReset.REFUSE);
    }
}
