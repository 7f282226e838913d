package io.waybill.feedback.leadfeedback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackBodyTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static Fields read(@Nullable String type, String body) {
        return FeedbackBody.read(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(@Nullable String type, String body, int status) {
        assertThatThrownBy(() -> read(type, body))
                .isInstanceOfSatisfying(
                        PlainRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-www-form-urlencoded; charset=iso-8859-1 | type=return&reason=Wrong+number",
                "APPLICATION/X-WWW-FORM-URLENCODED | &Type=return&&reason=Wrong%20number&empty",
                "application/json | {\"type\":\"return\",\"reason\":\"Wrong number\",\"more\":{\"type\":[1]},\"no\":null}",
                "text/xml | <feedback> <type>return</type> <reason>Wrong number</reason></feedback>",
                "application/xml | <f type=\"return\"><reason><![CDATA[Wrong]]> number</reason><a><type>no</type></a></f>",
            })
    void forms_json_and_xml_say_the_same(String type, String body) {
        Fields fields = read(type, body);
        assertThat(fields.get("type")).contains("return");
        assertThat(fields.get("reason")).contains("Wrong number");
    }

    @Test
    void no_body_needs_no_type() {
        assertThat(read(null, "").get("type")).isEmpty();
    }

    @Test
    void raw_line_breaks_in_json_texts_are_accepted() {
        assertThat(read("application/json", "{\"reason\":\"one\ntwo\"}").get("reason"))
                .contains("one\ntwo");
    }

    @Test
    void a_repeated_field_has_all_its_values() {
        assertThat(read(FORM, "reason=a&reason=b").get("reason")).contains("a, b");
    }

    @Test
    void the_winning_fields_cover_the_others() {
        Fields fields = read(FORM, "type=return&reason=x").under(read(FORM, "type=conversion"));
        assertThat(fields.get("type")).contains("conversion");
        assertThat(fields.get("reason")).contains("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {",
                "application/json | [1]",
                "application/json | {\"a\":1}{",
                "application/json | {\"a\":1,}",
                "application/xml | <feedback>",
                "application/xml | type=return",
                "application/xml | <!DOCTYPE f [<!ENTITY e \"x\">]><f><type>&e;</type></f>",
                "application/xml | <!DOCTYPE f SYSTEM \"file:///etc/passwd\"><f><type>return</type></f>",
                "application/x-www-form-urlencoded | type=%zz",
            })
    void what_is_not_of_its_type_is_refused(String type, String body) {
        assertRefused(type, body, 400);
    }

    @Test
    void types_that_are_missing_or_not_known_are_refused() {
        assertRefused(null, "type=return", 415);
        assertRefused("text/json", "{}", 406);
        assertRefused("multipart/form-data; boundary=x", "--x--", 406);
    }

    @Test
    void too_many_fields_and_too_much_depth_are_refused() {
        assertRefused(FORM, "a=1&".repeat(2_001), 413);
        assertRefused("application/json", "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}", 400);
        assertRefused("application/json", "{\"a\":" + "[".repeat(200_000), 400);
    }

    @Test
    void bodies_of_the_largest_size_cost_no_more_than_their_length() {
        String reason = "x".repeat(250_000);
        String deep = "<a>".repeat(40_000) + "</a>".repeat(40_000);
        assertTimeout(
                Duration.ofSeconds(5),
                () -> {
                    assertThat(
                                    read("application/json", "{\"reason\":\"" + reason + "\"}")
                                            .get("reason"))
                            .contains(reason);
                    assertThat(
                                    read("text/xml", "<f><reason>" + reason + "</reason></f>")
                                            .get("reason"))
                            .contains(reason);
                    assertRefused("text/xml", deep, 400);
                });
    }
}
