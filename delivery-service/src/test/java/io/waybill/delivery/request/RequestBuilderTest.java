package io.waybill.delivery.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.language.FieldType;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBuilderTest {

    private static final String EVENT_ID = "0b52e9ff-8f5c-8a54-9a6e-4b7d8f0f1c11";
    private static final Vars VARS =
            Vars.of(
                    Map.of(
                            "lead",
                            Map.of(
                                    "first_name", "Zoë",
                                    "email", FieldType.of("email").parse("Zoe@Example.com"),
                                    "phone_1", FieldType.of("phone").parse("512-789-1111"),
                                    "income", FieldType.of("number").parse("$100,000.00"),
                                    "consent", FieldType.of("boolean").parse("T"),
                                    "evil", "x\r\nX-Injected: yes",
                                    "tags", List.of("a", "b & c"))));

    @Test
    void a_form_holds_its_fields_in_their_order_encoded() throws BrokenRequest {
        OutgoingRequest request =
                build("form_field.first", "{{lead.first_name}}", "form_field.a.b", "x y+z=&");

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.url()).isEqualTo(URI.create("https://buyer.example/leads"));
        assertThat(request.body()).isEqualTo(new Body.Form("first=Zo%C3%AB&a.b=x%20y%2Bz%3D%26"));
        assertThat(header(request, "Content-Type"))
                .containsExactly("application/x-www-form-urlencoded; charset=utf-8");
    }

    @Test
    void a_list_repeats_the_form_field_and_a_blank_one_is_left_out() throws BrokenRequest {
        OutgoingRequest request =
                build("form_field.tag", "{{lead.tags}}", "form_field.gone", "{{lead.nothing}}");

        assertThat(request.body()).isEqualTo(new Body.Form("tag=a&tag=b%20%26%20c"));
    }

    @Test
    void json_nests_by_dots_and_typed_values_keep_their_type() throws BrokenRequest {
        OutgoingRequest request =
                build(
                        "format", "json",
                        "json_property.person.name", "{{lead.first_name}}",
                        "json_property.person.income", "{{lead.income}}",
                        "json_property.consent", "{{lead.consent}}",
                        "json_property.tags", "{{lead.tags}}",
                        "json_property.gone", "{{lead.nothing}}");

        Map<?, ?> json = (Map<?, ?>) ((Body.Json) request.body()).model();
        assertThat(json.get("person"))
                .isEqualTo(Map.of("name", "Zoë", "income", new BigDecimal("100000")));
        assertThat(json.get("consent")).isEqualTo(true);
        assertThat(json.get("tags")).isEqualTo(List.of("a", "b & c"));
        assertThat(json.containsKey("gone")).isFalse();
        assertThat(header(request, "Content-Type"))
                .containsExactly("application/json; charset=utf-8");
    }

    @Test
    void a_level_of_indices_is_an_array_and_a_mixed_one_an_object() throws BrokenRequest {
        OutgoingRequest array =
                build("format", "json", "json_property.1.b", "two", "json_property.0.a", "one");
        OutgoingRequest object =
                build("format", "json", "json_property.0.a", "one", "json_property.b", "two");

        assertThat(array.body())
                .isEqualTo(new Body.Json(List.of(Map.of("a", "one"), Map.of("b", "two"))));
        assertThat(object.body())
                .isEqualTo(new Body.Json(Map.of("0", Map.of("a", "one"), "b", "two")));
    }

    @Test
    void headers_are_rendered_and_blank_ones_are_left_out() throws BrokenRequest {
        OutgoingRequest request =
                build(
                        "header.X-Email", "{{lead.email}}",
                        "header.X-Blank", " ",
                        "header.Content-Type", "text/plain");

        assertThat(header(request, "X-Email")).containsExactly("zoe@example.com");
        assertThat(header(request, "X-Blank")).isEmpty();
        assertThat(header(request, "Content-Type")).containsExactly("text/plain");
    }

    @Test
    void the_event_id_is_the_idempotency_key() throws BrokenRequest {
        assertThat(header(build(), "Idempotency-Key")).containsExactly(EVENT_ID);
    }

    @Test
    void basic_credentials_become_an_authorization_header() throws BrokenRequest {
        OutgoingRequest request = build("basic_username", "test", "basic_password", "1234");

        assertThat(header(request, "Authorization")).containsExactly("Basic dGVzdDoxMjM0");
    }

    @Test
    void masked_settings_show_no_secret() throws BrokenRequest {
        Map<String, Setting> all = settings("header.X-Api-Key", "unused");
        all.put("header.X-Api-Key", Setting.secret("s3cret"));
        all.put("basic_password", Setting.secret("pa55word"));
        Settings settings = new Settings(all);

        OutgoingRequest real = RequestBuilder.build(settings, VARS, EVENT_ID);
        OutgoingRequest shown = RequestBuilder.build(settings.masked(), VARS, EVENT_ID);

        assertThat(header(real, "X-Api-Key")).containsExactly("s3cret");
        assertThat(shown.headers().toString()).doesNotContain("s3cret", "pa55word", "cGE1NX");
        assertThat(header(shown, "X-Api-Key")).containsExactly("***");
        assertThat(settings.toString()).doesNotContain("s3cret", "pa55word");
    }

    @Test
    void what_a_url_may_not_hold_is_percent_encoded() throws BrokenRequest {
        OutgoingRequest request =
                build("url", "https://buyer.example/leads?name={{lead.first_name}} x&a=%20");

        assertThat(request.url().toString())
                .isEqualTo("https://buyer.example/leads?name=Zo%C3%AB%20x&a=%20");
    }

    @Test
    void a_request_in_ascii_is_so_in_its_headers_and_inner_members() throws BrokenRequest {
        OutgoingRequest request =
                RequestBuilder.build(
                        new Settings(
                                settings(
                                        "format", "json",
                                        "send_ascii", "true",
                                        "header.X-Name", "{{lead.first_name}} Łukasz",
                                        "json_property.all", "{{lead.more}}")),
                        Vars.of(
                                Map.of(
                                        "lead",
                                        Map.of(
                                                "first_name",
                                                "Zoë",
                                                "more",
                                                Map.of("straße", List.of("Zoë"))))),
                        EVENT_ID);

        assertThat(header(request, "X-Name")).containsExactly("Zoe Lukasz");
        assertThat(request.body().text()).isEqualTo("{\"all\":{\"strasse\":[\"Zoe\"]}}");
    }

    @Test
    void a_time_limit_is_taken_over() throws BrokenRequest {
        assertThat(build("timeout_seconds", "5").timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(build().timeout()).isNull();
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "header.X-Evil, {{lead.evil}}, HEADER_UNSAFE",
        "header.X Evil, yes, HEADER_UNSAFE",
        "header.X:Evil, yes, HEADER_UNSAFE",
        "header.Content-Length, 10, HEADER_RESERVED",
        "header.transfer-encoding, chunked, HEADER_RESERVED",
        "header.Host, other.example, HEADER_RESERVED",
        "header.Idempotency-Key, mine, HEADER_RESERVED",
        "url, '', URL_MISSING",
        "url, {{lead.nothing}}, URL_MISSING",
        "url, buyer.example, URL_UNUSABLE",
        "url, ftp://buyer.example/, URL_UNUSABLE",
        "url, file:///etc/passwd, URL_UNUSABLE",
        "url, https://, URL_UNUSABLE",
        "url, https://user:word@buyer.example/, URL_UNUSABLE",
        "url, https://buyer.example:99999/, URL_UNUSABLE",
        "url, https://buyer.example/{{{lead.evil}}}, URL_UNUSABLE",
        "url, https://buyer.example/{{#if, TEMPLATE_BROKEN",
        "form_field.a, {{#if, TEMPLATE_BROKEN",
        "format, carrier, FORMAT_UNKNOWN",
        "follow_redirect, true, SETTING_UNKNOWN",
        "method, GET, METHOD_UNSUITABLE",
        "method, BREW, METHOD_UNSUITABLE",
        "timeout_seconds, 0, TIMEOUT_OUT_OF_RANGE",
        "timeout_seconds, 361, TIMEOUT_OUT_OF_RANGE",
        "timeout_seconds, soon, TIMEOUT_OUT_OF_RANGE"
    })
    void what_cannot_work_is_refused_by_name(String setting, String value, Flaw flaw) {
        BrokenRequest broken =
                catchThrowableOfType(BrokenRequest.class, () -> build(setting, value));

        assertThat(broken.flaw()).isEqualTo(flaw);
        assertThat(broken.getMessage()).doesNotContain("X-Injected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json_property.a.b", "json_property.a.b.c"})
    void a_path_below_a_value_collides(String path) {
        BrokenRequest broken =
                catchThrowableOfType(
                        BrokenRequest.class,
                        () -> build("format", "json", "json_property.a", "1", path, "2"));

        assertThat(broken.flaw()).isEqualTo(Flaw.SETTINGS_CONFLICT);
    }

    private static OutgoingRequest build(String... pairs) throws BrokenRequest {
        return RequestBuilder.build(new Settings(settings(pairs)), VARS, EVENT_ID);
    }

    private static Map<String, Setting> settings(String... pairs) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        settings.put("url", Setting.template("https://buyer.example/leads"));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], Setting.template(pairs[i + 1]));
        }
        return settings;
    }

    private static List<String> header(OutgoingRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
