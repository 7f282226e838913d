package io.waybill.delivery.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.request.OutgoingRequest.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void seconds_are_read_in_any_case_of_the_name() {
        assertThat(RetryAfter.of(List.of(new Header("retry-after", " 120 ")), NOW))
                .contains(Duration.ofSeconds(120));
    }

    @Test
    void a_date_is_counted_from_our_clock_where_the_reply_has_none() {
        Header header = new Header("Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT");

        assertThat(RetryAfter.of(List.of(header), NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void a_date_is_counted_from_the_clock_of_who_wrote_it() {
        List<Header> headers =
                List.of(
                        new Header("Date", "Sun, 22 Nov 2026 11:00:00 GMT"),
                        new Header("Retry-After", "Sun, 22 Nov 2026 11:00:45 GMT"));

        assertThat(RetryAfter.of(headers, NOW)).contains(Duration.ofSeconds(45));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-5",
                "0",
                "1.5",
                "99999999999999999999",
                "Sun, 22 Nov 2026 09:59:30 GMT",
                "Sun, 99 Nov 2026 09:59:30 GMT"
            })
    void what_is_over_or_not_readable_asks_for_nothing(String text) {
        assertThat(RetryAfter.of(List.of(new Header("Retry-After", text)), NOW)).isEmpty();
    }

    @Test
    void nothing_is_asked_for_without_the_header() {
        assertThat(RetryAfter.of(List.of(new Header("Date", "x")), NOW)).isEmpty();
    }
}
