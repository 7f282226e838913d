package io.waybill.intake.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormTextTest {

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(
                        "first_name=Joe&last_name=Blow",
                        Map.of("first_name", "Joe", "last_name", "Blow")),
                Arguments.of("name=100%", Map.of("name", "100%")),
                Arguments.of("name=100%zz%4", Map.of("name", "100%zz%4")),
                Arguments.of("x=a%26b%3Dc", Map.of("x", "a&b=c")),
                Arguments.of("a=b+c%2Bd", Map.of("a", "b c+d")),
                Arguments.of("a=%C3%A9t%c3%a9", Map.of("a", "été")),
                Arguments.of("a=%FF", Map.of("a", "\uFFFD")),
                Arguments.of("a=1&a=2&a=3", Map.of("a", List.of("1", "2", "3"))),
                Arguments.of("a&b=&=c", Map.of("a", "", "b", "")),
                Arguments.of("a=b=c", Map.of("a", "b=c")),
                Arguments.of("&&&", Map.of()),
                Arguments.of("", Map.of()),
                Arguments.of(
                        "mortgage.property.state=TX&mortgage.property.city=Austin",
                        Map.of(
                                "mortgage",
                                Map.of("property", Map.of("state", "TX", "city", "Austin")))),
                Arguments.of(
                        "mortgage.property=1&mortgage.property.state=TX",
                        Map.of("mortgage", Map.of("property", "1"))),
                Arguments.of("a.b=1&a=2", Map.of("a", "2")),
                Arguments.of("a.=1", Map.of("a", List.of("1"))),
                Arguments.of("p.0=x&p.1=y", Map.of("p", List.of("x", "y"))),
                Arguments.of(
                        "p.0.n=x&p.1.n=y",
                        Map.of("p", List.of(Map.of("n", "x"), Map.of("n", "y")))),
                Arguments.of("p=1&p=2&p.b=3", Map.of("p", List.of("1", "2"))),
                Arguments.of("p.x=1&p.0=2", Map.of("p", Map.of("x", "1", "0", "2"))),
                Arguments.of("a.b=1&a.b=2", Map.of("a", Map.of("b", List.of("1", "2")))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_becomes_nested_fields(String form, Map<String, Object> fields) {
        assertThat(nested(form)).isEqualTo(fields);
    }

    @Test
    void a_query_is_not_split_at_dots() {
        assertThat(FormText.pairs("a.b=1", UTF_8, new FieldLimit())).isEqualTo(Map.of("a.b", "1"));
    }

    @Test
    void escapes_are_read_in_the_charset_of_the_body() {
        assertThat(FormText.pairs("a=Jos%E9", ISO_8859_1, new FieldLimit()))
                .isEqualTo(Map.of("a", "José"));
    }

    @Test
    void places_left_out_of_a_list_are_null() {
        assertThat(nested("p.2=x"))
                .isEqualTo(new HashMap<>(Map.of("p", Arrays.asList(null, null, "x"))));
    }

    @Test
    void exactly_the_limit_of_fields_is_read() {
        String form = String.join("&", Collections.nCopies(FieldLimit.FIELDS, "a.b=1"));

        assertThat(nested(form)).containsKey("a");
    }

    @Test
    void one_field_more_is_refused() {
        assertRefused(
                String.join("&", Collections.nCopies(FieldLimit.FIELDS + 1, "a=1")),
                Refusal.FIELDS_TOO_MANY);
    }

    @Test
    void a_list_cannot_be_made_long_by_one_number() {
        assertRefused("a.1999=x&b.1999=x", Refusal.FIELDS_TOO_MANY);
        assertThat(nested("a.99999999999=x")).isEqualTo(Map.of("a", Map.of("99999999999", "x")));
    }

    @Test
    void deep_keys_are_refused() {
        assertRefused("a.".repeat(5_000) + "b=1", Refusal.BODY_UNREADABLE);
        assertThat(nested("a.".repeat(FieldLimit.DEPTH - 1) + "b=1")).containsKey("a");
    }

    private static void assertRefused(String form, Refusal refusal) {
        assertThatExceptionOfType(SubmissionRefused.class)
                .isThrownBy(() -> nested(form))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private static Map<String, @Nullable Object> nested(String form) {
        FieldLimit limit = new FieldLimit();
        return DottedFields.nest(FormText.pairs(form, UTF_8, limit), limit);
    }
}
