package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.request.OutgoingRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
    void the_receivers_own_name_of_a_lead_is_kept() {
        Echo year = new Echo(List.of("2024", TOKEN));

        assertThat(year.maskedReference("AB2024")).isEqualTo("AB2024");
        assertThat(year.maskedReference(TOKEN)).isEqualTo("***");
        assertThat(year.maskedReference(null)).isNull();
    }

    @Test
    void a_secret_is_known_in_the_forms_in_which_it_comes_back() {
        String logIn =
                Base64.getEncoder()
                        .encodeToString("shop:p\"ss/word".getBytes(StandardCharsets.UTF_8));
        Echo known = new Echo(List.of(logIn));

        assertThat(known.masked("{\"auth\":\"" + logIn + "\"}")).isEqualTo("{\"auth\":\"***\"}");
        assertThat(known.masked("p\"ss/word")).isEqualTo("***");
        assertThat(known.masked("p\\\"ss/word")).isEqualTo("***");
        assertThat(known.masked("p\\\"ss\\/word")).isEqualTo("***");
    }

    @Test
    void data_for_later_steps_stays_as_it_is_but_for_what_cannot_be_there_by_chance() {
        assertThat(echo.maskedData("{\"id\": \"k-1234\", \"t\": \"" + TOKEN + "\"}"))
                .isEqualTo("{\"id\": \"k-1234\", \"t\": \"***\"}");
        assertThat(echo.maskedOrNull(null)).isNull();
    }
}
