package io.waybill.delivery.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.language.FieldType;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the formats beside the plain form and the plain JSON object look like. */
class DocumentsTest {

    private static final Map<String, Object> LEAD = new LinkedHashMap<>();

    static {
        LEAD.put("id", "0b52e9ff");
        LEAD.put("first_name", "Zoë");
        LEAD.put("email", FieldType.of("email").parse("ZOE@example.com"));
        LEAD.put("nothing", " ");
        LEAD.put("tags", List.of("a", "b"));
        LEAD.put("home", Map.of("zip", FieldType.of("postal_code").parse("78704")));
    }

    private static final Vars VARS = Vars.of(Map.of("lead", LEAD, "price", 1.5));

    @Test
    void xml_nests_by_dots_and_indents() throws BrokenRequest {
        assertThat(
                        body(
                                "xml",
                                "xml_path.lead.name",
                                "{{lead.first_name}}",
                                "xml_path.lead.home.zip",
                                "{{lead.home.zip}}",
                                "xml_path.lead.gone",
                                "{{lead.nothing}}"))
                .isEqualTo(
                        """
                        <?xml version="1.0"?>
                        <lead>
                          <name>Zoë</name>
                          <home>
                            <zip>78704</zip>
                          </home>
                        </lead>\
                        """);
    }

    @Test
    void xml_repeats_elements_by_place_and_by_list() throws BrokenRequest {
        assertThat(
                        body(
                                "xml",
                                "xml_path.a.b.2",
                                "two",
                                "xml_path.a.b[0]",
                                "one",
                                "xml_path.a.tag",
                                "{{lead.tags}}"))
                .isEqualTo(
                        """
                        <?xml version="1.0"?>
                        <a>
                          <b>one</b>
                          <b>two</b>
                          <tag>a</tag>
                          <tag>b</tag>
                        </a>\
                        """);
    }

    @Test
    void xml_has_attributes_and_text_beside_them() throws BrokenRequest {
        assertThat(
                        body(
                                "xml",
                                "xml_path.a@id",
                                "1",
                                "xml_path.a.b.0.@x",
                                "\"<>&",
                                "xml_path.a.b.0.#text",
                                "<&>",
                                "xml_path.a.c.#cdata",
                                "1 < 2 ]]> 3",
                                "xml_path.a.d.@only",
                                "y"))
                .isEqualTo(
                        """
                        <?xml version="1.0"?>
                        <a id="1">
                          <b x="&quot;&lt;&gt;&amp;">&lt;&amp;&gt;</b>
                          <c><![CDATA[1 < 2 ]]]]><![CDATA[> 3]]></c>
                          <d only="y"/>
                        </a>\
                        """);
    }

    @Test
    void xml_without_paths_is_its_declaration() throws BrokenRequest {
        assertThat(body("xml")).isEqualTo("<?xml version=\"1.0\"?>");
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "xml_path.a.b, xml_path.c.d, SETTINGS_CONFLICT",
        "xml_path.a b, xml_path.a.c, NAME_UNUSABLE",
        "xml_path.a..b, xml_path.a.c, NAME_UNUSABLE",
        "xml_path.<a>, xml_path.a.c, NAME_UNUSABLE"
    })
    void what_is_no_document_is_refused(String one, String other, Flaw flaw) {
        BrokenRequest broken =
                catchThrowableOfType(BrokenRequest.class, () -> body("xml", one, "1", other, "2"));

        assertThat(broken.flaw()).isEqualTo(flaw);
    }

    @Test
    void a_value_cannot_write_markup_or_what_xml_cannot_hold() throws BrokenRequest {
        Vars vars = Vars.of(Map.of("evil", "</a><b>\u0000"));

        OutgoingRequest request =
                RequestBuilder.build(settings("xml", "xml_path.a", "{{evil}}"), vars, "e");

        assertThat(request.body().text()).endsWith("<a>&lt;/a&gt;&lt;b&gt;\uFFFD</a>");
    }

    @Test
    void a_query_goes_into_the_url_and_there_is_no_body() throws BrokenRequest {
        OutgoingRequest request =
                build(
                        "query",
                        "url",
                        "https://buyer.example/?key=1#top",
                        "parameter.name",
                        "{{lead.first_name}}",
                        "parameter.tag.0",
                        "x",
                        "parameter.tag.1",
                        "y");

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.url().toString())
                .isEqualTo("https://buyer.example/?key=1&name=Zo%C3%AB&tag=x&tag=y");
        assertThat(request.body()).isEqualTo(new OutgoingRequest.Body.Empty());
        assertThat(request.headers()).extracting(Header::name).doesNotContain("Content-Type");
        assertThat(request.manner().followsRedirects()).isTrue();
    }

    @Test
    void json_in_a_parameter_has_others_beside_it() throws BrokenRequest {
        OutgoingRequest request =
                build(
                        "json",
                        "json_property.a",
                        "{{lead.email}}",
                        "json_parameter",
                        "element",
                        "nested_extra_parameter.p.q",
                        "r",
                        "extra_parameter.operation",
                        "create");

        assertThat(request.body().text())
                .isEqualTo(
                        "element=%7B%22a%22%3A%22zoe%40example.com%22%7D"
                                + "&p=%7B%22q%22%3A%22r%22%7D&operation=create");
        assertThat(header(request, "Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void json_takes_places_in_brackets_and_closes_gaps() throws BrokenRequest {
        assertThat(
                        body(
                                "json",
                                "json_property.a.b[0]",
                                "one",
                                "json_property.a.b[3].c",
                                "two",
                                "json_property.a.d",
                                "{{lead.nothing}}"))
                .isEqualTo("{\"a\":{\"b\":[\"one\",{\"c\":\"two\"}]}}");
    }

    @Test
    void xml_in_a_parameter_has_others_beside_it() throws BrokenRequest {
        assertThat(
                        body(
                                "xml",
                                "xml_path.a",
                                "1",
                                "xml_parameter",
                                "xmlData",
                                "extra_parameter.scope",
                                "api"))
                .isEqualTo(
                        "xmlData=%3C%3Fxml%20version%3D%221.0%22%3F%3E%0A%3Ca%3E1%3C%2Fa%3E&scope=api");
    }

    @Test
    void a_standard_delivery_sends_every_field_and_the_price() throws BrokenRequest {
        OutgoingRequest request =
                build(
                        "standard",
                        "default.custom.email",
                        "own@example.com",
                        "default.custom.x",
                        "1");

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.body().text())
                .isEqualTo(
                        "first_name=Zo%C3%AB&email=own%40example.com&tags=a&tags=b"
                                + "&home.zip=78704&price=1.5&x=1");
        assertThat(header(request, "Accept")).doesNotContain("html");
    }

    @Test
    void a_standard_get_sends_them_in_the_url() throws BrokenRequest {
        OutgoingRequest request = build("standard", "method", "get");

        assertThat(request.url().getRawQuery()).startsWith("first_name=Zo%C3%AB&email=");
        assertThat(request.body().text()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "standard, delete, Unsupported HTTP method - use GET or POST",
        "form, get, 'Unsupported HTTP method - use POST, PUT, or PATCH'",
        "json, brew, 'Unsupported HTTP method - use POST, PUT, DELETE, or PATCH'"
    })
    void a_method_of_another_format_is_refused(String format, String method, String message) {
        BrokenRequest broken =
                catchThrowableOfType(BrokenRequest.class, () -> build(format, "method", method));

        assertThat(broken).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "form, form_field.a, a=Zoe",
        "json, json_property.a, '{\"a\":\"Zoe\"}'",
    })
    void accents_go_where_the_buyer_cannot_read_them(String format, String name, String body)
            throws BrokenRequest {
        assertThat(body(format, name, "{{lead.first_name}}", "send_ascii", "yes")).isEqualTo(body);
    }

    @Test
    void names_may_go_out_bare_unless_they_would_break_the_form() throws BrokenRequest {
        String[] bare = {"form_field.lead[zip]", "1", "encode_form_field_names", "false"};

        assertThat(body("form", bare)).isEqualTo("lead[zip]=1");
        assertThat(body("form", "form_field.lead[zip]", "1")).isEqualTo("lead%5Bzip%5D=1");
        assertThat(
                        catchThrowableOfType(
                                        BrokenRequest.class,
                                        () ->
                                                build(
                                                        "form",
                                                        "form_field.a&b",
                                                        "1",
                                                        "encode_form_field_names",
                                                        "false"))
                                .flaw())
                .isEqualTo(Flaw.NAME_UNUSABLE);
    }

    private static String body(String format, String... pairs) throws BrokenRequest {
        return build(format, pairs).body().text();
    }

    private static OutgoingRequest build(String format, String... pairs) throws BrokenRequest {
        return RequestBuilder.build(settings(format, pairs), VARS, "event-1");
    }

    private static Settings settings(String format, String... pairs) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        settings.put("format", Setting.template(format));
        settings.put("url", Setting.template("https://buyer.example/leads"));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], Setting.template(pairs[i + 1]));
        }
        return new Settings(settings);
    }

    private static String header(OutgoingRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
