package io.waybill.delivery.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.reply.http.ReplyDocuments;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyReaderTest {

    private static final String JSON =
            """
            {"status":"accepted","reason":"Own words","price":9,"id":77,
             "bid":{"amount":"$3.25"},"errors":["zip","age"]}\
            """;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "200, SUCCESS",
        "204, SUCCESS",
        "302, ERROR",
        "404, FAILURE",
        "422, FAILURE",
        "502, ERROR"
    })
    void without_a_search_term_the_status_decides(int status, AttemptOutcome outcome) {
        assertThat(read(status, "text/plain", "x").outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource({
        "404, ACCEPTED, '', '', SUCCESS",
        "200, refused, '', '', FAILURE",
        "200, accepted, '', failure, FAILURE",
        "200, refused, '', failure, SUCCESS",
        "200, refused, '', error, SUCCESS",
        "200, accepted, status, '', SUCCESS",
        "200, zip, status, '', FAILURE",
        "200, ^zip$, errors, '', SUCCESS",
        "200, accepted, no.such, '', FAILURE",
        "200, /[/, '', '', FAILURE",
        "200, '', '', failure, FAILURE",
        "503, accepted, '', '', ERROR"
    })
    void a_search_term_decides_whatever_the_status(
            int status, String term, String path, String onMatch, AttemptOutcome outcome) {
        assertThat(
                        read(
                                        status,
                                        "application/json",
                                        JSON,
                                        "outcome_search_term",
                                        term,
                                        "outcome_search_path",
                                        path,
                                        "outcome_on_match",
                                        onMatch)
                                .outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "404, '', ERROR",
        "200, nowhere, ERROR",
        "200, accepted, SUCCESS",
        "500, '', ERROR"
    })
    void a_default_outcome_holds_where_no_term_is_found(
            int status, String term, AttemptOutcome outcome) {
        assertThat(
                        read(
                                        status,
                                        "application/json",
                                        JSON,
                                        "outcome_search_term",
                                        term,
                                        "default_outcome",
                                        "error")
                                .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void a_term_whose_template_breaks_is_never_found() {
        assertThat(read(200, "text/plain", "x", "outcome_search_term", "{{#if").outcome())
                .isEqualTo(AttemptOutcome.FAILURE);
    }

    @Test
    void reasons_are_sorted_and_joined() {
        assertThat(read(200, "application/json", JSON, "reason_path", "errors").reason())
                .isEqualTo("age, zip");
    }

    @Test
    void a_reason_comes_from_its_path_then_the_default_then_the_reply_then_the_status() {
        assertThat(reason(422, JSON, "reason_path", "bid", "default_reason", "Not wanted"))
                .isEqualTo("Not wanted");
        assertThat(reason(200, JSON, "default_reason", "Set anyway")).isEqualTo("Set anyway");
        assertThat(reason(200, JSON)).isEqualTo("Own words");
        assertThat(reason(422, "{}")).isEqualTo("Replied with status 422");
        assertThat(reason(503, JSON, "default_reason", "x")).isEqualTo("Server error");
        assertThat(reason(200, "{}")).isNull();
    }

    @Test
    void a_very_long_reason_is_cut() {
        assertThat(reason(422, "{\"reason\":\"" + "x".repeat(5_000) + "\"}"))
                .hasSize(1_001)
                .endsWith("…");
    }

    @Test
    void a_price_is_what_its_path_finds_or_the_fallback_and_else_none() {
        ReplyReading found = read(200, "application/json", JSON, "price_path", "bid.amount");
        assertThat(found.view()).containsEntry("price", "$3.25");
        assertThat(found.amount()).contains(new BigDecimal("3.2500"));

        ReplyReading fallback =
                read(200, "application/json", JSON, "price_path", "no", "fallback_price", "2");
        assertThat(fallback.amount()).contains(new BigDecimal("2.0000"));

        ReplyReading none = read(200, "application/json", JSON);
        assertThat(none.view()).containsEntry("price", 0);
        assertThat(none.amount()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1", "1000001", "much", "1e99"})
    void a_price_beyond_reason_is_no_amount(String price) {
        assertThat(
                        read(200, "text/plain", "x", "fallback_price", price)
                                .amount()
                                .filter(amount ->
                                        amount.compareTo(new BigDecimal("1000000")) > 0
                                                || amount.signum() < 0))
                .isEmpty();
    }

    @Test
    void reference_captures_and_cookie_are_read() {
        ReplyReading reading =
                read(
                        200,
                        "application/json",
                        JSON,
                        "reference_path",
                        "id",
                        "capture.amount",
                        "bid.amount",
                        "capture.all",
                        "errors",
                        "cookie_search_term",
                        "session");

        assertThat(reading.referenceText()).contains("77");
        assertThat(reading.appended())
                .containsEntry("status", "accepted")
                .containsEntry("amount", "$3.25")
                .containsEntry("all", List.of("zip", "age"))
                .containsEntry("cookie", "session=1; Path=/");
    }

    @Test
    void the_type_of_a_reply_can_be_set_right() {
        ReplyReading reading =
                read(
                        422,
                        "text/html",
                        "{\"message\":\"no\"}",
                        "response_content_type_override",
                        "application/json",
                        "reason_path",
                        "message");

        assertThat(reading.reason()).isEqualTo("no");
        assertThat(reading.appended()).containsEntry("message", "no");
    }

    @Test
    void a_reply_that_broke_off_says_nothing_unless_its_status_does() {
        assertThat(partial(200).outcome()).isEqualTo(AttemptOutcome.UNANSWERED);
        assertThat(partial(422).outcome()).isEqualTo(AttemptOutcome.FAILURE);
        assertThat(partial(200, "outcome_search_term", "x").outcome())
                .isEqualTo(AttemptOutcome.UNANSWERED);
        assertThat(partial(422, "outcome_search_term", "y").outcome())
                .isEqualTo(AttemptOutcome.UNANSWERED);
        assertThat(partial(500).outcome()).isEqualTo(AttemptOutcome.ERROR);
    }

    @ParameterizedTest(name = "{1}: {2} {3}")
    @CsvSource({
        "application/json, '{\"outcome\":\"success\",\"reason\":\"\"}', SUCCESS, ''",
        "application/json, '{\"outcome\":\"failure\",\"reason\":\"Dup\"}', FAILURE, Dup",
        "text/xml, '<result><outcome>error</outcome><reason>x</reason></result>', ERROR, x",
        "application/json, '{\"message\":\"Flow is disabled\"}', ERROR, Flow is disabled",
        "application/json, '{\"outcome\":\"perhaps\"}', ERROR, Unrecognized response",
        "text/html, '<p>success</p>', ERROR, Unrecognized response",
        "application/json, '{\"outcome\":\"pending\"}', UNANSWERED, "
                + "The recipient has taken the lead and has not decided yet"
    })
    void a_standard_reply_names_its_outcome(
            String type, String body, AttemptOutcome outcome, String reason) {
        ReplyReading reading = read(201, type, body, "format", "standard");

        assertThat(reading.outcome()).isEqualTo(outcome);
        assertThat(reading.reason()).isEqualTo(reason);
    }

    @Test
    void a_standard_reply_appends_what_it_says_of_the_lead() {
        ReplyReading reading =
                read(
                        201,
                        "text/xml",
                        "<result><outcome>success</outcome><lead><id>7</id></lead><price>2</price></result>",
                        "format",
                        "standard");

        assertThat(reading.view())
                .containsEntry("lead", Map.of("id", "7"))
                .containsEntry("price", "2");
    }

    @Test
    void a_reading_shows_nothing_of_the_reply() {
        assertThat(read(200, "application/json", JSON).toString()).doesNotContain("accepted");
    }

    @ParameterizedTest
    @CsvSource({"success, SUCCESS", "failure, FAILURE", "error, ERROR", "perhaps, ERROR"})
    void a_reply_may_say_its_outcome_itself(String word, AttemptOutcome expected) {
        ReplyReading reading =
                read(
                        201,
                        "application/json",
                        "{\"outcome\":\"" + word + "\"}",
                        "outcome_path",
                        "outcome");

        assertThat(reading.outcome()).isEqualTo(expected);
    }

    private static @Nullable String reason(int status, String body, String... settings) {
        return read(status, "application/json", body, settings).reason();
    }

    private static ReplyReading partial(int status, String... settings) {
        return read(new Reply(status, List.of(), "x", false), settings);
    }

    private static ReplyReading read(int status, String type, String body, String... settings) {
        List<Header> headers =
                List.of(
                        new Header("content-type", type),
                        new Header("Set-Cookie", "other=2"),
                        new Header("Set-Cookie", "session=1; Path=/"));
        return read(new Reply(status, headers, body, true), settings);
    }

    private static ReplyReading read(Reply reply, String... pairs) {
        Map<String, Setting> settings = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], Setting.template(pairs[i + 1]));
        }
        return ReplyReader.read(new Settings(settings), Vars.empty(), reply, ReplyDocuments::parse);
    }
}
