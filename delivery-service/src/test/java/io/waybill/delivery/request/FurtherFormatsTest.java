package io.waybill.delivery.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FurtherFormatsTest {

    private static final Vars VARS =
            Vars.of(
                    Map.of(
                            "lead",
                            Map.of(
                                    "name", "O\"Neil & <Sons>\n",
                                    "age", 41,
                                    "note", "\",\"admin\":true,\"x\":\"")));

    @Test
    void soap_1_1_has_an_envelope_and_its_action_in_a_header() throws BrokenRequest {
        OutgoingRequest request =
                build(
                        "format", "soap",
                        "soap_action", "urn:crm#Submit",
                        "soap_header.m:Key.@mustUnderstand", "1",
                        "soap_header.m:Key.#text", "k",
                        "xml_path.m:Submit.@xmlns:m", "urn:crm",
                        "xml_path.m:Submit.m:Name", "{{lead.name}}");

        assertThat(request.method()).isEqualTo("POST");
        assertThat(header(request, "SOAPAction")).containsExactly("\"urn:crm#Submit\"");
        assertThat(header(request, "Content-Type")).containsExactly("text/xml; charset=utf-8");
        assertThat(request.body().text())
                .contains(
                        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">",
                        "<m:Key mustUnderstand=\"1\">k</m:Key>",
                        "<m:Name>O\"Neil &amp; &lt;Sons&gt;\n</m:Name>")
                .containsSubsequence("<soap:Header>", "</soap:Header>", "<soap:Body>");
    }

    @Test
    void soap_1_2_has_its_action_in_the_content_type() throws BrokenRequest {
        OutgoingRequest request =
                build("format", "soap", "soap_version", "1.2", "soap_action", "urn:a", "url", URL);

        assertThat(header(request, "SOAPAction")).isEmpty();
        assertThat(header(request, "Content-Type"))
                .containsExactly("application/soap+xml; charset=utf-8; action=\"urn:a\"");
        assertThat(request.body().text())
                .contains("\"http://www.w3.org/2003/05/soap-envelope\"", "<soap:Body/>");
    }

    @Test
    void soap_1_1_names_no_action_by_an_empty_one() throws BrokenRequest {
        assertThat(header(build("format", "soap"), "SOAPAction")).containsExactly("\"\"");
    }

    @Test
    void a_value_in_a_json_body_stays_a_value() throws BrokenRequest {
        OutgoingRequest request =
                build(
                        "format", "custom",
                        "content_type", "application/vnd.crm+json",
                        "method", "put",
                        "body", "{\"n\": \"{{lead.note}}\", \"age\": {{lead.age}}}");

        assertThat(request.method()).isEqualTo("PUT");
        assertThat(header(request, "Content-Type")).containsExactly("application/vnd.crm+json");
        assertThat(request.body().text())
                .isEqualTo("{\"n\": \"\\\",\\\"admin\\\":true,\\\"x\\\":\\\"\", \"age\": 41 }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/xml | <n>{{lead.name}}</n> |"
                        + " <n>O&quot;Neil &amp; &lt;Sons&gt;\\n</n>",
                "application/soap+xml; charset=utf-8 | <n a=\"{{lead.age}}\"/> | <n a=\"41\"/>",
                "application/x-www-form-urlencoded | a={{lead.note}} |"
                        + " a=%22%2C%22admin%22%3Atrue%2C%22x%22%3A%22",
                "text/csv | {{lead.age}},x | 41,x",
                "application/json | {{lead.note}} | \\\",\\\"admin\\\":true,\\\"x\\\":\\\"",
                "application/xml | <n>{{{lead.age}}}</n> | <n>41</n>"
            })
    void values_are_escaped_by_the_type_of_the_content(String type, String body, String expected)
            throws BrokenRequest {
        OutgoingRequest request = build("format", "custom", "content_type", type, "body", body);

        assertThat(request.body().text()).isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void a_header_of_the_seller_says_the_type_too() throws BrokenRequest {
        OutgoingRequest request =
                build(
                        "format", "custom",
                        "header.content-type", "application/json",
                        "body", "{\"n\":\"{{lead.name}}\"}");

        assertThat(header(request, "Content-Type")).containsExactly("application/json");
        assertThat(request.body().text()).contains("O\\\"Neil & <Sons>\\n");
    }

    @Test
    void a_body_may_be_packed() throws BrokenRequest {
        OutgoingRequest request = build("content_encoding", "gzip", "form_field.a", "1");

        assertThat(request.manner().packed()).isTrue();
        assertThat(header(request, "Content-Encoding")).containsExactly("gzip");
        assertThat(build("content_encoding", "gzip", "format", "query").manner().packed())
                .isFalse();
        assertThat(build("content_encoding", "gzip").body()).isInstanceOf(Body.Form.class);
    }

    @ParameterizedTest
    @CsvSource({
        "content_encoding, br, FORMAT_UNKNOWN",
        "soap_version, 2, FORMAT_UNKNOWN",
        "soap_action, 'a\r\nX-Injected: 1', HEADER_UNSAFE",
        "soap_action, 'a\"b', HEADER_UNSAFE",
        "method, DELETE, METHOD_UNSUITABLE"
    })
    void what_a_soap_message_cannot_be_is_refused(String name, String value, Flaw flaw) {
        BrokenRequest broken =
                catchThrowableOfType(
                        BrokenRequest.class, () -> build("format", "soap", name, value));

        assertThat(broken.flaw()).isEqualTo(flaw);
        assertThat(broken.getMessage()).doesNotContain("Injected");
    }

    @Test
    void a_content_type_cannot_write_further_headers() {
        BrokenRequest broken =
                catchThrowableOfType(
                        BrokenRequest.class,
                        () ->
                                build(
                                        "format", "custom",
                                        "body", "x",
                                        "content_type", "text/{{lead.name}}"));

        assertThat(broken.flaw()).isEqualTo(Flaw.HEADER_UNSAFE);
    }

    private static final String URL = "https://buyer.example/leads";

    private static OutgoingRequest build(String... pairs) throws BrokenRequest {
        Map<String, Setting> settings = new LinkedHashMap<>();
        settings.put("url", Setting.template(URL));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], Setting.template(pairs[i + 1]));
        }
        return RequestBuilder.build(new Settings(settings), VARS, "event-1");
    }

    private static List<String> header(OutgoingRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
