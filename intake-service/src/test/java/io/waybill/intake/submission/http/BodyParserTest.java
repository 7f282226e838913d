package io.waybill.intake.submission.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waybill.intake.submission.ContentType;
import io.waybill.intake.submission.FieldLimit;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.SubmissionRefused;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyParserTest {

    private static final String JSON = "application/json";
    private static final String XML = "text/xml";
    private static final String FORM = "application/x-www-form-urlencoded";

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(FORM, "a.b=1&c=%20", Map.of("a", Map.of("b", "1"), "c", " ")),
                Arguments.of(FORM, "a=é", Map.of("a", "é")),
                Arguments.of(JSON, "{}", Map.of()),
                Arguments.of(JSON, "\uFEFF{\"a\":1}", Map.of("a", BigDecimal.ONE)),
                Arguments.of(JSON, "{\"a.b\":\"c\"}", Map.of("a.b", "c")),
                Arguments.of(
                        JSON,
                        "{\"o\":{\"l\":[1,\"x\",true,[]]}}",
                        Map.of("o", Map.of("l", List.of(BigDecimal.ONE, "x", true, List.of())))),
                Arguments.of(JSON, "{\"a\":1,\"a\":2}", Map.of("a", new BigDecimal("2"))),
                Arguments.of(JSON, "{\"n\":1.50}", Map.of("n", new BigDecimal("1.50"))),
                Arguments.of(JSON, "{\"n\":1e999999999}", Map.of("n", "1e999999999")),
                Arguments.of(JSON, "{\"n\":1e99999999999}", Map.of("n", "1e99999999999")),
                Arguments.of(JSON, "{\"t\":\"a\nb\r\n\tc\"}", Map.of("t", "abc")),
                Arguments.of(JSON, "{\n\t\"t\" : \"é\\n\"\r\n}\n", Map.of("t", "é\n")));
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of(XML, "<lead><a>1</a><b>2</b></lead>", Map.of("a", "1", "b", "2")),
                Arguments.of(XML, "<lead><a/></lead>", Map.of("a", "")),
                Arguments.of(XML, "<lead/>", Map.of()),
                Arguments.of(XML, "<?xml version=\"1.0\"?>\n<lead>\n</lead>\n", Map.of()),
                Arguments.of(XML, "<l><a>&amp;&lt;&#233;</a></l>", Map.of("a", "&<é")),
                Arguments.of(XML, "<l><a><![CDATA[<b>]]></a></l>", Map.of("a", "<b>")),
                Arguments.of(
                        XML,
                        "<l><a>1</a><a>2</a><a>3</a></l>",
                        Map.of("a", List.of("1", "2", "3"))),
                Arguments.of(XML, "<l id=\"7\"><a/></l>", Map.of("id", "7", "a", "")),
                Arguments.of(
                        XML,
                        "<l><p type=\"home\">512</p></l>",
                        Map.of("p", Map.of("type", "home", "_", "512"))),
                Arguments.of(
                        XML,
                        "<l><a b=\"1\"><b>2</b></a></l>",
                        Map.of("a", Map.of("b", List.of("1", "2")))),
                Arguments.of(
                        XML, "<l>\n <a>\n  <b>1</b>\n </a>\n</l>", Map.of("a", Map.of("b", "1"))),
                Arguments.of(XML, "<l><!-- c --><a>x<!-- c -->y</a><?p i?></l>", Map.of("a", "xy")),
                Arguments.of(
                        XML,
                        "<n:l xmlns:n=\"u\"><n:a>1</n:a></n:l>",
                        Map.of("xmlns:n", "u", "n:a", "1")),
                Arguments.of(XML, "<l xmlns=\"u\"><a>1</a></l>", Map.of("xmlns", "u", "a", "1")));
    }

    @ParameterizedTest
    @MethodSource({"bodies", "documents"})
    void a_body_becomes_fields(String type, String body, Map<String, Object> fields) {
        assertThat(parse(type, body.getBytes(UTF_8))).isEqualTo(fields);
    }

    @Test
    void an_empty_body_has_no_fields_whatever_its_type() {
        assertThat(parse(JSON, new byte[0])).isEmpty();
        assertThat(parse(XML, new byte[0])).isEmpty();
    }

    @Test
    void null_stays_null() {
        Map<String, @Nullable Object> expected = new HashMap<>();
        expected.put("z", null);

        assertThat(parse(JSON, "{\"z\":null}".getBytes(UTF_8))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"a\"",
                "1",
                "nul",
                "{\"a\":1} {}",
                "{\"a\":1}x",
                "{'a':1}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":NaN}",
                "a=1",
                "{\"a\":01}"
            })
    void what_is_no_json_object_is_refused(String body) {
        assertRefused(
                JSON, body.getBytes(UTF_8), Refusal.BODY_UNREADABLE, "Unable to parse JSON -- ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xxTrustedFormCertUrl=https://cert.trustedform.com/testtoken",
                "<lead>",
                "<lead><a></lead>",
                "<lead>hi</lead>",
                "<lead/><lead/>",
                "<lead><a>&nbsp;</a></lead>",
                "<!DOCTYPE lead><lead/>",
                "<!DOCTYPE l [<!ENTITY e \"x\">]><l><a>&e;</a></l>",
                "<!DOCTYPE l [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><l><a>&e;</a></l>",
                "<!DOCTYPE l SYSTEM \"http://127.0.0.1:1/x.dtd\"><l/>",
                "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>",
                "<l><a b='1' b='2'/></l>",
                "<?xml version=\"1.0\" encoding=\"no-such\"?><l/>"
            })
    void what_is_no_plain_xml_is_refused(String body) {
        assertRefused(
                XML,
                body.getBytes(UTF_8),
                Refusal.BODY_UNREADABLE,
                "Body does not contain XML or XML is unparseable -- Error: ");
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        byte[] broken = "{\"a\":\"é\"}".getBytes(ISO_8859_1);

        assertRefused(JSON, broken, Refusal.BODY_UNREADABLE, "Body is not valid UTF-8");
        assertRefused(FORM, "a=é".getBytes(ISO_8859_1), Refusal.BODY_UNREADABLE, "Body is not");
        assertRefused(XML, "<l>é</l>".getBytes(ISO_8859_1), Refusal.BODY_UNREADABLE, "Body is not");
    }

    @Test
    void a_charset_that_is_named_is_used() {
        Charset latin = ISO_8859_1;

        assertThat(parse(JSON + "; charset=iso-8859-1", "{\"a\":\"é\"}".getBytes(latin)))
                .isEqualTo(Map.of("a", "é"));
        assertThat(parse(FORM + ";charset=ISO-8859-1", "a=é%E9".getBytes(latin)))
                .isEqualTo(Map.of("a", "éé"));
        assertThat(parse(XML + ";charset=iso-8859-1", "<l><a>é</a></l>".getBytes(latin)))
                .isEqualTo(Map.of("a", "é"));
        assertThat(
                        parse(
                                XML,
                                "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><l><a>é</a></l>"
                                        .getBytes(latin)))
                .isEqualTo(Map.of("a", "é"));
        assertThat(parse(XML, "<l><a>é</a></l>".getBytes(UTF_16))).isEqualTo(Map.of("a", "é"));
    }

    @Test
    void deep_bodies_are_refused() {
        int depth = 100_000;
        assertRefused(
                JSON, ("{\"a\":" + "[".repeat(depth)).getBytes(UTF_8), Refusal.BODY_UNREADABLE, "");
        assertRefused(
                JSON,
                ("{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}").getBytes(UTF_8),
                Refusal.BODY_UNREADABLE,
                "");
        assertRefused(XML, "<a>".repeat(80_000).getBytes(UTF_8), Refusal.BODY_UNREADABLE, "");
    }

    @Test
    void too_many_fields_are_refused() {
        int more = FieldLimit.FIELDS + 1;
        String list = "[" + String.join(",", Collections.nCopies(FieldLimit.FIELDS, "0")) + "]";
        String elements = "<l>" + "<a/>".repeat(more) + "</l>";

        assertRefused(
                JSON,
                ("{\"a\":" + list + "}").getBytes(UTF_8),
                Refusal.FIELDS_TOO_MANY,
                "More than");
        assertRefused(XML, elements.getBytes(UTF_8), Refusal.FIELDS_TOO_MANY, "More than");
    }

    @Test
    void a_refusal_repeats_nothing_of_the_body() {
        assertThatExceptionOfType(SubmissionRefused.class)
                .isThrownBy(() -> parse(JSON, "{\"secret\":oops}".getBytes(UTF_8)))
                .satisfies(refused ->
                        assertThat(refused.text()).doesNotContain("secret").doesNotContain("oops"));
    }

    private static void assertRefused(String type, byte[] body, Refusal refusal, String text) {
        assertThatExceptionOfType(SubmissionRefused.class)
                .isThrownBy(() -> parse(type, body))
                .satisfies(refused -> {
                    assertThat(refused.refusal()).isEqualTo(refusal);
                    assertThat(refused.text()).startsWith(text);
                });
    }

    private static Map<String, @Nullable Object> parse(String type, byte[] body) {
        return BodyParser.parse(body, ContentType.parse(type), new FieldLimit());
    }
}
