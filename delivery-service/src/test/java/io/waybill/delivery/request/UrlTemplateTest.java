package io.waybill.delivery.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.language.FieldType;
import io.waybill.language.Vars;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "12 Main #4, 12%20Main%20%234",
        "x&key=evil, x%26key%3Devil",
        "100% real, 100%25%20real",
        "a/../b?c, a%2F..%2Fb%3Fc",
        "Zoë, Zo%C3%AB"
    })
    void what_a_variable_writes_stays_one_value(String value, String encoded) throws BrokenRequest {
        assertThat(url("https://b.com/post?name={{lead.x}}&key=K", value))
                .isEqualTo("https://b.com/post?name=" + encoded + "&key=K");
    }

    @Test
    void a_value_names_no_other_host() throws BrokenRequest {
        assertThat(url("https://b.com/{{lead.x}}/post", "../evil.com"))
                .isEqualTo("https://b.com/..%2Fevil.com/post");
    }

    @Test
    void a_typed_value_is_encoded_too() throws BrokenRequest {
        assertThat(url("https://b.com/?m={{lead.x}}&k=1", FieldType.STREET.parse("12 Main & 4th")))
                .isEqualTo("https://b.com/?m=12%20Main%20%26%204th&k=1");
        assertThat(url("https://b.com/?m={{lead.x}}&k=1", List.of("a", "b&c")))
                .isEqualTo("https://b.com/?m=a%2Cb%26c&k=1");
    }

    @Test
    void blocks_and_helpers_are_encoded_once() throws BrokenRequest {
        assertThat(url("https://b.com/?a={{#if lead.x}}{{uppercase lead.x}}{{/if}}&b=1", "a&b"))
                .isEqualTo("https://b.com/?a=A%26B&b=1");
    }

    @Test
    void what_the_url_begins_with_is_the_address() throws BrokenRequest {
        assertThat(url("{{lead.x}}/post?a={{lead.x}}", "https://b.com/p"))
                .isEqualTo("https://b.com/p/post?a=https%3A%2F%2Fb.com%2Fp");
        assertThat(url("{{lead.x}}", "https://b.com/p?a=100% b"))
                .isEqualTo("https://b.com/p?a=100%25%20b");
    }

    @Test
    void three_braces_write_a_part_of_the_address() throws BrokenRequest {
        assertThat(url("https://b.com/{{{lead.x}}}?a=1", "p/q")).isEqualTo("https://b.com/p/q?a=1");
    }

    private static String url(String template, Object value) throws BrokenRequest {
        Settings settings = new Settings(Map.of("url", Setting.template(template)));
        Vars vars = Vars.of(Map.of("lead", Map.of("x", value)));
        return RequestBuilder.build(settings, vars, "id").url().toString();
    }
}
