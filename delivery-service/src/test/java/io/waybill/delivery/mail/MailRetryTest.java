package io.waybill.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.settling.AttemptOutcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailRetryTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Instant FAR = NOW.plus(Duration.ofDays(1));

    @Test
    void only_what_never_left_this_house_is_sent_again() {
        assertThat(MailRetry.end(AttemptOutcome.ERROR)).isEmpty();
        assertThat(MailRetry.end(AttemptOutcome.SUCCESS)).hasValue(MailEnd.SENT);
        assertThat(MailRetry.end(AttemptOutcome.FAILURE)).hasValue(MailEnd.REFUSED);
        assertThat(MailRetry.end(AttemptOutcome.UNANSWERED)).hasValue(MailEnd.UNKNOWN);
    }

    @Test
    void the_pause_doubles_up_to_ten_minutes() {
        assertThat(MailRetry.next(1, NOW, FAR)).hasValue(NOW.plusSeconds(5));
        assertThat(MailRetry.next(2, NOW, FAR)).hasValue(NOW.plusSeconds(10));
        assertThat(MailRetry.next(9, NOW, FAR)).hasValue(NOW.plusSeconds(600));
        assertThat(MailRetry.next(500, NOW, FAR)).hasValue(NOW.plusSeconds(600));
    }

    @Test
    void a_mail_that_would_come_too_late_is_not_sent_again() {
        assertThat(MailRetry.next(1, NOW, NOW.plusSeconds(5))).isEmpty();
        assertThat(MailRetry.next(1, NOW, NOW.plusSeconds(6))).isPresent();
    }
}
