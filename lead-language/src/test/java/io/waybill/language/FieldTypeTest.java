package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FieldTypeTest {

    @Test
    void the_contract_names_twenty_one_types() {
        assertThat(FieldType.values()).hasSize(21);
        assertThat(FieldType.of("postal_code")).isEqualTo(FieldType.POSTAL_CODE);
        assertThatThrownBy(() -> FieldType.of("colour"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "boolean, YES, true, true",
        "boolean, maybe, false, false",
        "email, Joe@Example.COM, joe@example.com, true",
        "email, joe..blow@example.com, joe..blow@example.com, false",
        "number, '$1,000.50', 1000.5, true",
        "number, 1e3, 13, true",
        "phone, (512) 789-1111, 5127891111, true",
        "phone, 512 555 0100 ext 12, 5125550100x12, true",
        "phone, donkey kong, donkey kong, false",
        "postal_code, 78704 1234, 78704-1234, true",
        "postal_code, SW1A1AA, SW1A 1AA, true",
        "postal_code, 7870, 7870, false",
        "state, texas, TX, true",
        "state, Tejas, Tejas, true",
        "gender, f, female, true",
        "range, '1 to 1,000', 1-1000, true",
        "range, 100+, 100+, true",
        "date, 18/7/14, 2014-07-18, true",
        "date, Jun 02 2014, 2014-06-02, true",
        "date, 13/13/2014, 13/13/2014, false",
        "url, example.com, http://example.com/, true",
        "url, ftp://example.com, ftp://example.com, false",
        "ssn, 123-45-6789, 123456789, true",
        "street, 123 Main St Apt 4, 123 Main St Apt 4, true",
    })
    void a_value_has_a_normal_form_and_says_whether_it_is_of_its_type(
            String type, String raw, String normal, boolean valid) {
        TypedValue value = FieldType.of(type).parse(raw);
        assertThat(value.text()).isEqualTo(normal);
        assertThat(value.valid()).isEqualTo(valid);
        assertThat(value.raw()).isEqualTo(raw);
    }

    @Test
    void components_are_the_parts_of_a_value() {
        assertThat(FieldType.PHONE.parse("877 555 1212").components())
                .containsEntry("area", "877")
                .containsEntry("exchange", "555")
                .containsEntry("line", "1212")
                .containsEntry("country_calling_code", 1)
                .containsEntry("is_tollfree", true);
        assertThat(FieldType.PHONE.parse("+44 20 7946 0958").components())
                .containsEntry("area", "20")
                .containsEntry("number", "79460958")
                .containsEntry("country_code", "GB");
        assertThat(FieldType.EMAIL.parse("joe@gmail.com").components())
                .containsEntry("domain", "gmail.com")
                .containsEntry("is_free", true);
        assertThat(FieldType.RANGE.parse("1 to 10").components())
                .containsEntry("avg", new BigDecimal("5.5"))
                .containsEntry("mid", new BigDecimal("5"));
        assertThat(FieldType.STATE.parse("tx").component("name")).isEqualTo("Texas");
    }

    @Test
    void the_kind_of_line_behind_a_phone_number_survives_the_journey() {
        TypedValue value = FieldType.PHONE.parse("(281) 330-8004m");
        assertThat(value.component("type")).isEqualTo("mobile");
        assertThat(value.component("raw")).isEqualTo("(281) 330-8004");
        assertThat(TypedValue.ofPlain(value.toPlain())).contains(value);
    }

    @ParameterizedTest
    @EnumSource
    void any_type_reads_anything_without_failing_and_reads_it_again_the_same(FieldType type) {
        for (Object raw :
                new Object[] {"", " ", "*", "x".repeat(100_000), -1.5, true, Map.of("a", 1)}) {
            TypedValue once = type.parse(raw);
            assertThat(type.parse(once)).isSameAs(once);
            assertThat(TypedValue.ofPlain(once.toPlain())).contains(once);
        }
    }

    @Test
    void a_number_without_digits_has_no_normal_form() {
        TypedValue value = FieldType.NUMBER.parse("abc");
        assertThat(value.normal()).isNull();
        assertThat(value.valid()).isFalse();
        assertThat(value.text()).isEqualTo("abc");
    }

    @Test
    void a_number_that_would_fill_the_memory_is_not_valid() {
        assertThat(FieldType.NUMBER.parse(new BigDecimal("1e999999999")).valid()).isFalse();
        assertThat(FieldType.NUMBER.parse("9".repeat(200_000)).valid()).isFalse();
    }

    @Test
    void a_value_does_not_show_itself_in_messages() {
        assertThat(FieldType.EMAIL.parse("joe@example.com")).asString().doesNotContain("joe");
    }
}
