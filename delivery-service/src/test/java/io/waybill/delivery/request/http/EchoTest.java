package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.request.OutgoingRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EchoTest {

    private static final String TOKEN = "tok-4f8a2c91d07be356";

    private final Echo echo = new Echo(List.of(TOKEN, "abc", "k-1234"));

    @Test
    void what_a_reply_repeats_of_a_secret_is_not_recorded() {
        SendResult.Answered answer =
                new SendResult.Answered(
                        200,
                        List.of(new Header("X-Seen", "Bearer " + TOKEN)),
                        ("you sent " + TOKEN + " and k-1234").getBytes(StandardCharsets.UTF_8),
                        false,
                        true);

        assertThat(ReplyText.of(answer, echo))
                .doesNotContain(TOKEN)
                .doesNotContain("k-1234")
                .contains("Bearer ***", "*** and ***");
    }

    @Test
    void a_word_that_is_too_short_to_be_told_apart_stays() {
        assertThat(echo.masked("abc of sales")).isEqualTo("abc of sales");
    }

    @Test
    void data_for_later_steps_stays_as_it_is_but_for_what_cannot_be_there_by_chance() {
        assertThat(echo.maskedData("{\"id\": \"k-1234\", \"t\": \"" + TOKEN + "\"}"))
                .isEqualTo("{\"id\": \"k-1234\", \"t\": \"***\"}");
        assertThat(echo.maskedOrNull(null)).isNull();
    }
}
