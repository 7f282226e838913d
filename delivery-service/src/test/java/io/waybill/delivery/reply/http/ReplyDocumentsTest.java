package io.waybill.delivery.reply.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.waybill.delivery.reply.ReplyDocument;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyDocumentsTest {

    private static final String JSON =
            """
            {"status":"rejected","n":2.50,"ok":true,"a.b":"dotted",
             "errors":[{"code":2,"text":"bad zip"},{"code":1,"text":"dup phone"}],
             "list":["x","y"],"none":null}\
            """;

    private static final String XML =
            """
            <s:Envelope xmlns:s="urn:s"><s:Body code="7">
              <error kind="a"> bad zip </error><error kind="b">dup</error><empty/>
            </s:Body></s:Envelope>\
            """;

    private static final String HTML =
            "<html><body><div id=message>Not <b>now</b></div><p>a</p><p>b</p></body></html>";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "status, rejected",
        "errors.1.text, dup phone",
        "errors[1].text, dup phone",
        "errors.text, 'bad zip,dup phone'",
        "errors.*.code, '2,1'",
        "$.errors[0]['text'], bad zip",
        "list, 'x,y'",
        "n, 2.50",
        "ok, true",
        "a.b, dotted",
        "none, ''",
        "no.such.path, ''",
        "errors.9, ''",
        "list.x, ''"
    })
    void json_is_read_by_dots(String path, String values) {
        assertThat(at("application/json", JSON, path)).isEqualTo(values);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/Envelope/Body/@code, 7",
        "/s:Envelope/s:Body/error[2], dup",
        "/Envelope/Body/error/text(), 'bad zip,dup'",
        "//error[@kind='a']/text(), bad zip",
        "'//*[local-name()=\"error\"][1]', bad zip",
        "count(//error), 2",
        "//empty/text(), ''",
        "/error, ''",
        "//error[, ''",
        "//*[count(//*)>0], ''",
        "document('file:///etc/passwd'), ''"
    })
    void xml_is_read_by_xpath_whatever_its_prefixes(String path, String values) {
        assertThat(at("text/xml; charset=utf-8", XML, path)).isEqualTo(values);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "div, Not now",
        "'div[id=\"message\"]', Not now",
        "p, 'a,b'",
        "p:nth-child(2), a",
        "'<b>(.*)</b>', now",
        "span, ''",
        "'p:matches((a+)+b)', ''"
    })
    void html_is_read_by_selectors_and_else_by_patterns(String path, String values) {
        assertThat(at("text/html", HTML, path)).isEqualTo(values);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"OK\\|(\\d+), 12", "OK, OK", "NO(.*), ''", "(, ''", "\\|$(), ''"})
    void text_is_read_by_patterns(String path, String values) {
        assertThat(at("text/plain", "OK|12", path)).isEqualTo(values);
    }

    @Test
    void members_are_the_whole_reply() {
        assertThat(parse("application/json", "{\"a\":{\"b\":[1,null]},\"n\":1.50}").members())
                .isEqualTo(
                        Map.of(
                                "a",
                                Map.of("b", java.util.Arrays.asList(1, null)),
                                "n",
                                new BigDecimal("1.50")));
        assertThat(parse("application/json", "[{\"a\":1}]").members())
                .isEqualTo(Map.of("0", Map.of("a", 1)));
        assertThat(
                        parse(
                                        "application/xml",
                                        "<r a='1'><b>2</b><b>3</b><c> x </c><d e='5'>t</d><f/></r>")
                                .members())
                .isEqualTo(
                        Map.of(
                                "r",
                                Map.of(
                                        "a", "1",
                                        "b", List.of("2", "3"),
                                        "c", "x",
                                        "d", Map.of("e", "5", "#text", "t"),
                                        "f", "")));
        assertThat(parse("text/html", HTML).members()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        ", '{\"a\":1}', a",
        "'', '<a>1</a>', /a",
        ", '<html><a>1</a></html>', a",
        ", 'a 1', '\\d'",
        "text/json, '{\"a\":1}', a",
        "application/problem+json, '{\"a\":1}', a",
        "application/soap+xml, '<a>1</a>', /a"
    })
    void what_says_nothing_of_itself_is_read_by_its_beginning(
            @Nullable String type, String body, String path) {
        assertThat(at(type, body, path)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{oops",
                "<a>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
                ""
            })
    void what_is_not_what_it_says_is_text(String body) {
        assertThat(parse("application/json", body).members()).isEmpty();
        assertThat(parse("text/xml", body).members()).isEmpty();
        assertThat(at("text/xml", body, "/a")).isEmpty();
    }

    @Test
    void a_reply_that_cannot_be_read_is_text() {
        assertThat(parse("application/json", "{\"price\":1e9999999999}").members()).isEmpty();
        assertThat(parse("text/xml", "<s:>a</s:>").members()).isEmpty();
    }

    @Test
    void a_byte_order_mark_is_no_part_of_a_reply() {
        assertThat(at("application/json", "\uFEFF{\"status\":\"OK\"}", "status")).isEqualTo("OK");
        assertThat(at("text/xml", "\uFEFF<r><status>OK</status></r>", "/r/status/text()"))
                .isEqualTo("OK");
    }

    @Test
    void the_text_of_an_element_is_one_whatever_it_is_written_with() {
        assertThat(at("text/xml", "<s>Smith &amp; C<![CDATA[o]]></s>", "/s/text()"))
                .isEqualTo("Smith & Co");
    }

    @Test
    void a_reply_that_nests_for_ever_is_text() {
        assertThat(parse("application/json", "[".repeat(5_000) + "]".repeat(5_000)).members())
                .isEmpty();
        assertThat(parse("text/xml", "<a>".repeat(5_000) + "</a>".repeat(5_000)).members())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("large")
    void a_reply_that_is_made_to_keep_us_busy_does_not(String type, String body, String path) {
        assertTimeout(Duration.ofSeconds(15), () -> at(type, body, path));
    }

    static Stream<Arguments> large() {
        return Stream.of(
                Arguments.of("text/html", "<div>".repeat(10_000), "div div div div span"),
                Arguments.of("text/html", "<p>".repeat(20_000), "p + p ~ p:nth-last-child(1) b"),
                Arguments.of("text/html", "<p><b>".repeat(95), "p b p b p b i"),
                Arguments.of("text/xml", "<r>" + "<a/>".repeat(15_000) + "</r>", "//a[last()]"),
                Arguments.of("text/xml", "<r>" + "<a/>".repeat(1_900) + "</r>", "//a[last()]"),
                Arguments.of("text/xml", "<r>" + "<a/>".repeat(1_900) + "</r>", "//*//a//b"),
                Arguments.of(
                        "text/xml", "<r>" + "<a/>".repeat(1_900) + "</r>", "/r/a[../a[../a=1]]"),
                Arguments.of("text/plain", "a".repeat(60_000), "(a+)+b"));
    }

    private static String at(@Nullable String type, String body, String path) {
        return String.join(",", parse(type, body).at(path).stream().map(String::valueOf).toList());
    }

    private static ReplyDocument parse(@Nullable String type, String body) {
        return ReplyDocuments.parse(type, body);
    }
}
