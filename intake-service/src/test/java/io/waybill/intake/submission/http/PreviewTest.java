package io.waybill.intake.submission.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.waybill.intake.submission.http.PreviewResource.Call;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {

    private static final String PATH = "/flows/f/sources/s/submit";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void a_form_nests_at_its_dots_and_the_query_does_not_and_wins() {
        assertThat(
                        vars(
                                PATH + "?home.zip=2&name=Query+Joe",
                                FORM,
                                "home.zip=1&name=Body%20Joe&tag=a&tag=b&rate=100%"))
                .isEqualTo(
                        Map.of(
                                "home", Map.of("zip", "1"),
                                "home.zip", "2",
                                "name", "Query Joe",
                                "tag", List.of("a", "b"),
                                "rate", "100%"));
    }

    @Test
    void a_number_after_a_dot_is_a_place_in_a_list() {
        assertThat(vars(PATH, FORM, "phone.0=1&phone.1=2&a.b=1&a.b=2"))
                .isEqualTo(Map.of("phone", List.of("1", "2"), "a", Map.of("b", List.of("1", "2"))));
    }

    @Test
    void json_keeps_its_types_its_nulls_and_its_dotted_keys() {
        Map<String, @Nullable Object> vars =
                vars(PATH, "application/json; charset=utf-8", "{\"a.b\":true,\"n\":null}");

        assertThat(vars).containsEntry("a.b", true).containsEntry("n", null).hasSize(2);
    }

    @Test
    void json_with_raw_line_breaks_is_read_without_them() {
        assertThat(vars(PATH, "application/json", "{\"note\":\"one\ntwo\tthree\"}"))
                .isEqualTo(Map.of("note", "onetwothree"));
    }

    @Test
    void xml_loses_its_root_merges_attributes_and_repeats_as_a_list() {
        assertThat(
                        vars(
                                PATH,
                                "text/xml",
                                "<lead id='7'><tag>a</tag><tag>b</tag><none/><x><y>z</y></x></lead>"))
                .isEqualTo(
                        Map.of(
                                "id",
                                "7",
                                "tag",
                                List.of("a", "b"),
                                "none",
                                "",
                                "x",
                                Map.of("y", "z")));
    }

    @Test
    void text_that_came_as_text_is_not_read_by_the_charset_it_once_had() {
        assertThat(vars(PATH, "text/xml; charset=iso-8859-1", "<lead><a>é</a></lead>"))
                .isEqualTo(Map.of("a", "é"));
    }

    @Test
    void a_ping_prefers_the_certificate_for_pings_and_a_lead_drops_it() {
        String body = "xxTrustedFormPingUrl=p&xxtrustedformcerturl=c";

        assertThat(vars("/flows/f/sources/s/ping", FORM, body))
                .isEqualTo(Map.of("trustedform_cert_url", "p"));
        assertThat(vars(PATH, FORM, body)).isEqualTo(Map.of("trustedform_cert_url", "c"));
    }

    @Test
    void a_get_reads_its_query_alone() {
        assertThat(preview(new Call("get", PATH + "?a=1#top", Map.of(), "b=2")))
                .isEqualTo(Map.of("vars", Map.of("a", "1")));
    }

    @ParameterizedTest(name = "{0} {2} {3}: {4}")
    @CsvSource({
        "delete, , , , 405",
        "POST, application/json, text/json, {}, 406",
        "POST, text/html, application/json, {}, 406",
        "POST, , , a=1, 415",
        "POST, , application/json, {, 400",
        "POST, , application/xml, a=1, 400",
        "POST, , text/xml, '<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>', 400"
    })
    void what_cannot_be_read_is_told_in_plain_text(
            String method,
            @Nullable String accept,
            @Nullable String type,
            @Nullable String body,
            int status) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        headers.put("Accept", accept);
        headers.put("Content-Type", type);
        headers.values().removeIf(value -> value == null);

        assertThat(rejected(new Call(method, PATH, headers, body)))
                .containsEntry("status", status)
                .extractingByKey("headers")
                .asInstanceOf(MAP)
                .containsEntry("Content-Type", "text/plain");
    }

    @Test
    void a_wrong_method_names_the_right_ones() {
        assertThat(preview(new Call("put", null, null, null)).get("rejected_with"))
                .isEqualTo(
                        Map.of(
                                "status",
                                405,
                                "headers",
                                Map.of("Content-Type", "text/plain", "Allow", "GET, POST"),
                                "body",
                                "The PUT method is not allowed"));
    }

    @Test
    void a_body_beyond_the_limit_is_refused_as_a_live_one_is() {
        Call tooLarge =
                new Call(
                        "POST",
                        PATH,
                        Map.of("Content-Type", FORM),
                        "a=" + "x".repeat(BodyReader.LARGEST));

        assertThat(rejected(tooLarge)).containsEntry("status", 413);
    }

    @Test
    void a_header_may_come_as_a_list_and_as_a_number() {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        headers.put("content-type", Arrays.asList(FORM, "text/xml"));
        headers.put("Content-Length", 3);

        assertThat(preview(new Call("POST", PATH, headers, "a=1")))
                .isEqualTo(Map.of("vars", Map.of("a", "1")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> rejected(Call call) {
        return (Map<String, Object>) part(preview(call), "rejected_with");
    }

    private static Object part(Map<String, Object> answer, String name) {
        return Objects.requireNonNull(answer.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> vars(String uri, String type, String body) {
        return (Map<String, @Nullable Object>)
                part(preview(new Call("post", uri, Map.of("Content-Type", type), body)), "vars");
    }

    private static Map<String, Object> preview(Call call) {
        return new PreviewResource().preview(call);
    }
}
