package io.waybill.delivery.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.language.DeliveryConflicts;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What deploying refuses of names is what delivery would refuse. */
class SameTreeTest {

    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource({
        "json, json_property.a, json_property.a.b",
        "json, json_property.a.1, json_property.a.01",
        "xml, xml_path.a.b, xml_path.c",
        "xml, xml_path.r.a.1, xml_path.r.a.01",
        "xml, xml_path.a@b, xml_path.a.@b"
    })
    void names_that_collide_are_refused_in_both(String format, String one, String other) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("url", "https://b.com/");
        settings.put("format", format);
        settings.put(one, "1");
        settings.put(other, "2");
        Map<String, Setting> all = new LinkedHashMap<>();
        settings.forEach((name, value) -> all.put(name, Setting.template(value)));

        BrokenRequest broken =
                catchThrowableOfType(
                        BrokenRequest.class,
                        () -> RequestBuilder.build(new Settings(all), Vars.empty(), "id"));

        assertThat(broken.flaw()).isEqualTo(Flaw.SETTINGS_CONFLICT);
        assertThat(DeliveryConflicts.of(settings)).hasSize(1);
    }

    @Test
    void a_method_may_stand_in_blanks() throws BrokenRequest {
        Map<String, Setting> all =
                Map.of(
                        "url", Setting.template("https://b.com/"),
                        "method", Setting.template(" put "));

        assertThat(RequestBuilder.build(new Settings(all), Vars.empty(), "id").method())
                .isEqualTo("PUT");
    }
}
