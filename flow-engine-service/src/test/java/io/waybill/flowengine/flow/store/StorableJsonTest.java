package io.waybill.flowengine.flow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.definition.Flaw;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e99999",
                "-1e99999",
                "1e-99999",
                "1e2147483647",
                "1e-2147483647",
                "0e99999",
                "12345678901234567890123456789012345678901.5"
            })
    void a_number_that_has_no_short_plain_form_is_named(String number) {
        Map<String, Object> json = Map.of("steps", List.of(Map.of("a", new BigDecimal(number))));

        assertThat(StorableJson.flaws(json))
                .containsExactly(
                        new Flaw("steps[0].a", "steps[0].a is a number of more than 40 digits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "12.50", "1e9", "1E-9", "-99999999999999999999.0001", "0.00"})
    void a_number_as_people_write_them_can_be_kept(String number) {
        assertThat(StorableJson.flaws(Map.of("a", new BigDecimal(number)))).isEmpty();
    }

    @Test
    void a_whole_number_is_bounded_too() {
        assertThat(StorableJson.flaws(Map.of("a", BigInteger.TEN.pow(39)))).isEmpty();
        assertThat(StorableJson.flaws(Map.of("a", BigInteger.TEN.pow(400)))).hasSize(1);
    }

    @Test
    void nesting_ends_somewhere() {
        assertThat(StorableJson.flaws(nested(49))).isEmpty();

        assertThat(StorableJson.flaws(nested(2000)))
                .singleElement()
                .satisfies(
                        flaw -> assertThat(flaw.message()).endsWith("is nested more than 50 deep"));
    }

    @Test
    void a_zero_character_is_found_in_names_and_values() {
        assertThat(StorableJson.flaws(Map.of("a", List.of("b\0"), "c\0", "d")))
                .extracting(Flaw::field)
                .containsExactlyInAnyOrder("a[0]", "c?");
    }

    @Test
    void what_is_missing_is_no_flaw() {
        Map<String, Object> json = new HashMap<>();
        json.put("a", null);

        assertThat(StorableJson.flaws(json)).isEmpty();
    }

    private static Map<String, Object> nested(int depth) {
        Object inner = List.of();
        for (int i = 1; i < depth; i++) {
            inner = List.of(inner);
        }
        return Map.of("a", inner);
    }
}
