package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waybill.delivery.request.http.PreviewResource.Answer;
import io.waybill.delivery.request.http.PreviewResource.ToBuild;
import io.waybill.delivery.request.http.PreviewResource.ToRead;
import io.waybill.servicekit.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {

    private static final String URL = "https://buyer.com/leads";

    private final PreviewResource previews = new PreviewResource(Guard.of());

    @Test
    void values_are_final_and_typed_ones_go_out_as_they_are_meant() {
        Map<?, ?> request =
                request(
                        "json",
                        Map.of(
                                "url",
                                URL,
                                "json_property",
                                Map.of(
                                        "phone",
                                        Map.of("$type", "phone", "$raw", "512-789-1111 x12"),
                                        "income",
                                        Map.of("$type", "number", "$raw", "$100,000.00"),
                                        "braces.0",
                                        "{{lead.email}}")));

        assertThat(request.get("url")).isEqualTo(URL);
        assertThat(String.valueOf(request.get("body")))
                .contains("\"phone\":\"5127891111x12\"", "\"income\":100000")
                .contains("\"braces\":[\"{{lead.email}}\"]");
    }

    @Test
    void a_field_of_the_lead_has_the_type_of_its_standard_field() {
        Map<?, ?> request =
                request("standard", Map.of("url", URL, "lead", Map.of("email", "JOE@Example.com")));

        assertThat(request.get("body")).isEqualTo("email=joe%40example.com");
    }

    @Test
    void without_a_url_it_is_skipped_and_the_rest_is_shown() {
        Map<String, @Nullable Object> answer =
                previews.preview(new ToBuild("query", Map.of("parameter", Map.of("a", "1 2"))));

        assertThat(answer).containsEntry("skip", "URL is required");
        assertThat(((Map<?, ?>) Objects.requireNonNull(answer.get("request"))).get("url"))
                .isEqualTo("undefined?a=1%202");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "url, http://foo.zzz, URL must be public",
        "url, nonsense, URL must be valid",
        "url, ftp://buyer.com/, The URL must start with http:// or https://",
        "header.Content-Length, 10, Content-Length header is not allowed",
        "header.Accept, text/html, Accept header is not allowed",
        "method, brew, 'Unsupported HTTP method - use POST, PUT, or PATCH'"
    })
    void what_would_not_be_sent_says_why(String setting, String value, String why) {
        Map<String, Object> vars =
                setting.equals("url") ? Map.of("url", value) : Map.of("url", URL, setting, value);

        assertThat(previews.preview(new ToBuild("form", Map.copyOf(vars))))
                .containsEntry("skip", why);
    }

    @Test
    void an_unknown_format_is_a_wrong_question() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> previews.preview(new ToBuild("carrier", null)));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> previews.preview(new ToBuild(null, null)));
    }

    @Test
    void a_reply_is_read_by_the_settings() {
        Map<String, @Nullable Object> answer =
                interpret(
                        Map.of("outcome_search_term", "ok", "reference_path", "id"),
                        Map.of(),
                        "{\"status\":\"OK\",\"id\":7,\"price\":3}");

        assertThat(answer)
                .isEqualTo(
                        Map.of(
                                "status", "OK",
                                "id", 7,
                                "reference", 7,
                                "outcome", "success",
                                "price", 0));
    }

    @Test
    void a_typed_setting_counts_as_what_it_means() {
        Map<String, @Nullable Object> answer =
                interpret(
                        Map.of("fallback_price", Map.of("$type", "number", "$raw", "$1,000")),
                        Map.of(),
                        "{}");

        assertThat(String.valueOf(answer.get("price"))).isEqualTo("1000");
    }

    @Test
    void a_standard_reply_is_known_by_its_request_or_by_a_bare_lead() {
        String body = "{\"outcome\":\"failure\",\"reason\":\"Duplicate\"}";
        Map<String, @Nullable Object> standard =
                Map.of(
                        "headers",
                        Map.of(
                                "Accept",
                                "application/json;q=0.9, text/xml;q=0.8, application/xml;q=0.7"));
        Map<String, @Nullable Object> html = Map.of("headers", Map.of("Accept", "text/html"));
        Map<String, @Nullable Object> lead =
                Map.of("url", URL, "lead", Map.of("email", "joe@example.com"));

        assertThat(interpret(Map.of(), standard, body)).containsEntry("outcome", "failure");
        assertThat(interpret(lead, Map.of(), body)).containsEntry("outcome", "failure");
        assertThat(interpret(lead, html, body)).containsEntry("outcome", "success");
        assertThat(interpret(Map.of(), Map.of(), body)).containsEntry("outcome", "success");
    }

    @Test
    void a_format_that_the_variables_name_is_not_guessed() {
        String body = "{\"outcome\":\"failure\",\"reason\":\"Duplicate\"}";
        Map<String, @Nullable Object> json =
                Map.of("format", "json", "url", URL, "lead", Map.of("email", "joe@example.com"));

        assertThat(interpret(json, Map.of(), body)).containsEntry("outcome", "success");
        assertThat(interpret(Map.of("format", "standard"), Map.of(), body))
                .containsEntry("outcome", "failure");
    }

    @Test
    void no_answer_is_an_error() {
        assertThat(previews.interpret(new ToRead(null, null, null)))
                .containsEntry("outcome", "error");
        assertThat(previews.interpret(new ToRead(null, null, new Answer(null, null, null))))
                .containsEntry("outcome", "error");
    }

    @Test
    void headers_of_a_reply_may_be_lists_and_numbers() {
        Map<String, @Nullable Object> answer =
                previews.interpret(
                        new ToRead(
                                Map.of("cookie_search_term", "b="),
                                null,
                                new Answer(
                                        200,
                                        Map.of(
                                                "Content-Length",
                                                2,
                                                "set-cookie",
                                                List.of("a=1", "b=2")),
                                        "ok")));

        assertThat(answer).containsEntry("cookie", "b=2");
    }

    private Map<?, ?> request(String format, Map<String, @Nullable Object> vars) {
        return (Map<?, ?>)
                Objects.requireNonNull(previews.preview(new ToBuild(format, vars)).get("request"));
    }

    private Map<String, @Nullable Object> interpret(
            Map<String, @Nullable Object> vars,
            Map<String, @Nullable Object> request,
            String body) {
        return previews.interpret(
                new ToRead(
                        vars,
                        request,
                        new Answer(200, Map.of("Content-Type", "application/json"), body)));
    }
}
