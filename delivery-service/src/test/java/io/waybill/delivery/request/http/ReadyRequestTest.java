package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.Prepared.Broken;
import io.waybill.delivery.transport.Prepared.Ready;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadyRequestTest {

    private static final String URL = "https://Buyer.example/leads";

    @Test
    void a_request_without_secrets_is_shown_as_it_goes_out() {
        Ready ready = (Ready) prepare(Map.of("form_field.a", "1"), false);

        assertThat(ready.shown()).contains("\"method\":\"POST\"", URL, "\"body\":\"a=1\"");
        assertThat(ready.destination()).isEqualTo("buyer.example:-1");
    }

    @Test
    void a_secret_is_masked_wherever_it_stands() {
        Ready ready = (Ready) prepare(Map.of("form_field.token", "t0psecret"), true);

        assertThat(ready.shown()).contains("token=%2A%2A%2A").doesNotContain("t0psecret");
        assertThat(ready.toString()).doesNotContain("t0psecret");
    }

    @Test
    void a_long_body_is_shown_in_part() {
        String half = "x".repeat(50_000);
        Ready ready = (Ready) prepare(Map.of("form_field.a", half, "form_field.b", half), false);

        assertThat(ready.shown()).hasSizeLessThan(67_000).contains("\"cut\":true");
    }

    @Test
    void a_request_that_is_too_large_is_refused() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            settings.put("form_field.f" + i, "x".repeat(60_000));
        }

        assertThat(prepare(settings, false)).isEqualTo(new Broken("The request is too large"));
    }

    @Test
    void what_cannot_be_built_says_why() {
        assertThat(prepare(Map.of("method", "GET"), false))
                .isEqualTo(new Broken("Unsupported HTTP method - use POST, PUT, or PATCH"));
    }

    @Test
    void a_value_cannot_write_a_header() {
        Map<String, Setting> settings =
                Map.of(
                        "url", Setting.template(URL),
                        "header.X-Name", Setting.template("{{lead.name}}"));
        Vars vars = Vars.of(Map.of("lead", Map.of("name", "x\r\nX-Injected: 1")));

        assertThat(
                        ReadyRequest.of(
                                new Settings(settings), vars, "event-1", Guard.of("buyer.example")))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken ->
                                assertThat(broken.reason())
                                        .contains("not allowed")
                                        .doesNotContain("Injected"));
    }

    private static Prepared prepare(Map<String, String> texts, boolean secret) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        settings.put("url", Setting.template(URL));
        texts.forEach((name, text) ->
                settings.put(name, secret ? Setting.secret(text) : Setting.template(text)));
        return ReadyRequest.of(
                new Settings(settings), Vars.of(Map.of()), "event-1", Guard.of("buyer.example"));
    }
}
