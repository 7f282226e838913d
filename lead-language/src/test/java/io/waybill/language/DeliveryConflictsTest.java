package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryConflictsTest {

    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource({
        "json, json_property.a, json_property.a.b",
        "json, json_property.a.b, json_property.a",
        "json, json_property.a[0], json_property.a.0",
        "json, json_property.a.1, json_property.a.01",
        "xml, xml_path.a.b, xml_path.c",
        "xml, xml_path.a.0.b, xml_path.a.1.b",
        "xml, xml_path.a@b, xml_path.a.@b",
        "form, encode_form_field_names, form_field.a&b"
    })
    void what_cannot_be_together_is_told_of_the_second(String format, String one, String other) {
        assertThat(conflicts(format, one, other)).containsOnlyKeys(other);
    }

    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource({
        "json, json_property.a.b, json_property.a.c",
        "json, json_property.a.0, json_property.a.1",
        "form, json_property.a, json_property.a.b",
        "json, nested_extra_parameter.a, nested_extra_parameter.a.b",
        "xml, xml_path.a, xml_path.a.b",
        "xml, xml_path.a.0.b, xml_path.a.0.c",
        "form, encode_form_field_names, form_field.lead[zip]",
        "form, send_ascii, form_field.a&b"
    })
    void what_can_be_together_is_no_conflict(String format, String one, String other) {
        assertThat(conflicts(format, one, other)).isEmpty();
    }

    @Test
    void a_name_of_too_many_levels_is_one() {
        assertThat(conflicts("json", "json_property.a", "json_property.b" + ".c".repeat(32)))
                .hasSize(1);
    }

    private static Map<String, String> conflicts(String format, String one, String other) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("format", format);
        settings.put(one, one.equals("encode_form_field_names") ? false : "x");
        settings.put(other, "y");
        return DeliveryConflicts.of(settings);
    }
}
