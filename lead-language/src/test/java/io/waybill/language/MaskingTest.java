package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MaskingTest {

    private static final Instant NOW = Instant.parse("2024-06-02T10:00:00Z");

    private static TypedValue masked(FieldType type, Object raw) {
        return type.parse(raw, NOW).masked();
    }

    @Test
    void of_a_date_of_birth_the_year_and_the_age_remain() {
        TypedValue value = masked(FieldType.DOB, "6/2/1980");

        assertThat(value.text()).isEqualTo("**/**/1980");
        assertThat(value.raw()).isEqualTo("**/**/1980");
        assertThat(value.valid()).isTrue();
        assertThat(value.components())
                .containsOnly(
                        Map.entry("masked", true),
                        Map.entry("year", 1980),
                        Map.entry("age", new BigDecimal("44")));
    }

    @Test
    void what_was_no_date_of_birth_leaves_nothing_behind() {
        TypedValue value = masked(FieldType.DOB, "second of June");

        assertThat(value.text()).isEqualTo("**/**/****");
        assertThat(value.valid()).isFalse();
    }

    @Test
    void numbers_and_credentials_are_masked_whole() {
        TypedValue ssn = masked(FieldType.SSN, "123-45-6789");
        TypedValue credential = masked(FieldType.CREDENTIAL, "secret");

        assertThat(ssn.text()).isEqualTo("*********");
        assertThat(ssn.valid()).isTrue();
        assertThat(ssn.component("last_four")).isNull();
        assertThat(credential.text()).isEqualTo("*********");
        assertThat(credential.raw()).isEqualTo("*********");
    }

    @Test
    void a_masked_value_stays_what_it_is_on_its_journey() {
        for (TypedValue value :
                List.of(
                        masked(FieldType.DOB, "1980-06-02"),
                        masked(FieldType.SSN, "123456789"),
                        masked(FieldType.SSN, "12"),
                        masked(FieldType.CREDENTIAL, "secret"))) {
            assertThat(value.isMasked()).isTrue();
            assertThat(value.masked()).isSameAs(value);
            assertThat(TypedValue.ofPlain(value.toPlain())).contains(value);
            assertThat(value.type().parse(value, NOW.plusSeconds(1))).isSameAs(value);
        }
    }

    @Test
    void nothing_is_masked_where_nothing_was_submitted() {
        assertThat(masked(FieldType.SSN, " ").isBlank()).isTrue();
    }

    @Test
    void a_mask_that_is_read_again_says_what_it_can() {
        TypedValue dob = FieldType.DOB.parse("**/**/1980", NOW);

        assertThat(dob.isMasked()).isTrue();
        assertThat(dob.valid()).isTrue();
        assertThat(dob.component("year")).isEqualTo(1980);
        assertThat(dob.component("age")).isNull();
        for (Object raw : List.of("123-45-6789", "12", "1980-06-02", "second of June")) {
            for (FieldType type : List.of(FieldType.SSN, FieldType.DOB, FieldType.CREDENTIAL)) {
                TypedValue masked = masked(type, raw);
                TypedValue again = type.parse(masked.raw(), NOW);

                assertThat(again.isMasked()).isTrue();
                assertThat(again.valid()).isEqualTo(type.parse(raw, NOW).valid());
                assertThat(again.masked()).isSameAs(again);
            }
        }
        assertThat(FieldType.SSN.parse("***-**-6789", NOW).isMasked()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void only_three_types_have_something_to_hide(FieldType type) {
        TypedValue value = type.parse("1980-06-02", NOW);

        boolean hides = type == FieldType.DOB || type == FieldType.SSN;
        assertThat(type.isMaskable()).isEqualTo(hides || type == FieldType.CREDENTIAL);
        assertThat(value.masked() == value).isNotEqualTo(type.isMaskable());
    }

    @Test
    void a_lead_is_masked_however_deep_its_fields_are() {
        FieldCatalogue fields =
                FieldCatalogue.standard()
                        .with(
                                Map.of(
                                        "born", FieldType.DOB,
                                        "spouse.ssn", FieldType.SSN,
                                        "keys", FieldType.CREDENTIAL));
        Map<String, Object> typed =
                LeadData.type(
                        Map.of(
                                "born",
                                "1980-06-02",
                                "spouse",
                                Map.of("ssn", "123-45-6789", "name", "Ann"),
                                "keys",
                                List.of("one", "two"),
                                "comments",
                                "123-45-6789"),
                        fields,
                        NOW);

        Vars stored = Vars.ofPlain(Vars.of(LeadData.masked(typed)).toPlain());

        assertThat(stored.text("born")).isEqualTo("**/**/1980");
        assertThat(stored.get("born.age")).hasToString("44");
        assertThat(stored.text("spouse.ssn")).isEqualTo("*********");
        assertThat(stored.text("spouse.name")).isEqualTo("Ann");
        assertThat(stored.text("keys")).isEqualTo("*********,*********");
        assertThat(stored.text("comments")).isEqualTo("123-45-6789");
    }

    @Test
    void an_age_is_the_one_of_the_submission_ever_after() {
        TypedValue value = FieldType.DOB.parse("1980-06-03", NOW);

        TypedValue later = TypedValue.ofPlain(value.toPlain()).orElseThrow();

        assertThat(later.component("age")).hasToString("43.9");
        assertThat(later).isEqualTo(value);
    }
}
