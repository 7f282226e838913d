package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.language.WorkLimit.TooMuchWork;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent by mistake or on purpose: each gets a clear result, and costs little. */
class HardInputTest {

    private static final Duration BRIEF = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2024-06-02T10:00:00Z");

    private static boolean passes(Object value, String op, Object rhv) {
        return RuleSet.parse(Map.of("lhv", "x", "op", op, "rhv", rhv))
                .evaluate(Vars.of(Map.of("x", value)))
                .pass();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a|aa)+$",
                "(.*a){25}b",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(a?){50}a{50}b",
                "(?:(?:a*)*)*b",
                "(x+x+)+y|(a+a+)+b",
            })
    void patterns_that_backtrack_give_up_soon(String pattern) {
        String text = "a".repeat(1_999) + "!";
        RuleSet rules =
                RuleSet.parse(Map.of("lhv", "x", "op", "does not match pattern", "rhv", pattern));
        Vars vars = Vars.of(Map.of("x", text));

        Assertions.assertTimeoutPreemptively(
                BRIEF,
                () -> {
                    for (int i = 0; i < 20; i++) {
                        rules.evaluate(vars).pass();
                    }
                });
    }

    @Test
    void a_pattern_that_gives_up_says_neither() {
        String text = "a".repeat(60) + "!";
        assertThat(passes(text, "matches pattern", "(.*a){25}b")).isFalse();
        assertThat(passes(text, "does not match pattern", "(.*a){25}b")).isFalse();
    }

    @Test
    void long_lists_are_compared_in_every_way_within_a_moment() {
        List<String> left = IntStream.range(0, 10_000).mapToObj(i -> "item " + i).toList();
        List<String> right = new ArrayList<>(left);
        Collections.reverse(right);
        List<String> other = IntStream.range(0, 10_000).mapToObj(i -> "other " + i).toList();

        Assertions.assertTimeoutPreemptively(
                BRIEF,
                () -> {
                    assertThat(passes(left, "is equal to", right)).isTrue();
                    assertThat(passes(left, "is equal to", other)).isFalse();
                    assertThat(passes(left, "includes", right)).isTrue();
                    assertThat(passes(left, "includes", other)).isFalse();
                    assertThat(passes(left, "is included in", other)).isFalse();
                    assertThat(passes(left, "is included in", String.join(",", other))).isFalse();
                    assertThat(passes(left, "is between", right)).isFalse();
                    assertThat(passes(left, "matches pattern", "item 9999$")).isTrue();
                    assertThat(passes(left, "is obscene", "")).isFalse();
                });
    }

    @Test
    void a_long_part_of_a_long_text_is_found_in_time_that_grows_with_their_lengths() {
        String text = "a".repeat(200_000);
        String part = "a".repeat(100_000) + "b";

        Assertions.assertTimeoutPreemptively(
                BRIEF,
                () -> {
                    assertThat(passes(text, "includes", part)).isFalse();
                    assertThat(passes(text + part, "includes", part)).isTrue();
                    assertThat(passes("x".repeat(70) + "y", "includes", "x".repeat(69) + "y"))
                            .isTrue();
                });
    }

    @ParameterizedTest
    @EnumSource
    void no_type_takes_long_over_a_long_value(FieldType type) {
        for (String piece : List.of("1", "a", "-", "1-", " ", "*", ".", ":", "1 to ", "@a.", "é")) {
            for (int length : new int[] {50, 99, 240, 2_000, 250_000}) {
                String raw = piece.repeat(length / piece.length());
                Assertions.assertTimeoutPreemptively(
                        BRIEF, () -> type.parse(raw, NOW).toView(), type.id() + " " + piece);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1e-999999999",
                "99999999999999999999999999999999999999",
                "0.00000000000000000000000000000000000001",
            })
    void numbers_beyond_the_usual_range_are_compared_or_are_none(String number) {
        TypedValue value = FieldType.NUMBER.parse(new BigDecimal(number), NOW);

        assertThatCode(() -> passes(value, "is greater than", 1)).doesNotThrowAnyException();
        assertThatCode(() -> passes(value, "is between", "1-10")).doesNotThrowAnyException();
        assertThatCode(() -> passes(new BigDecimal(number), "is equal to", 1))
                .doesNotThrowAnyException();
    }

    @Test
    void digits_are_kept_that_a_double_would_lose() {
        assertThat(passes("12345678901234567890", "is equal to", "12345678901234567891")).isFalse();
        assertThat(
                        passes(
                                FieldType.NUMBER.parse("12345678901234567891"),
                                "is greater than",
                                "12345678901234567890"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void halves_of_characters_are_replaced_so_that_a_value_can_be_stored(FieldType type) {
        for (String raw : List.of("a\ud800b", "\udc00", "\ud83d\ude00\ud83d", "\udc00\ud800")) {
            TypedValue value = type.parse(raw, NOW);
            String text = value.text();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text);
            assertThat(value.raw().toString()).contains("\ufffd");
        }
        assertThat(type.parse("\ud83d\ude00", NOW).raw()).isEqualTo("\ud83d\ude00");
    }

    @Test
    void halves_of_characters_are_compared_like_other_text() {
        assertThat(passes("a\ud800", "is equal to", "a\ud800")).isTrue();
        assertThat(passes("a\ud800", "includes", "A")).isTrue();
        assertThat(passes("a\ud800", "matches pattern", "^a.$")).isTrue();
        assertThat(passes("a\ud800", "is obscene", "")).isFalse();
    }

    @Test
    void values_nested_deeply_or_of_no_type_have_a_reading() {
        Object deep = "x";
        for (int i = 0; i < 200; i++) {
            deep = List.of(deep);
        }
        Object nested = deep;
        for (FieldType type : FieldType.values()) {
            assertThatCode(() -> type.parse(nested, NOW).toView()).doesNotThrowAnyException();
            assertThatCode(() -> type.parse(Map.of("a", 1), NOW).toView())
                    .doesNotThrowAnyException();
        }
        for (Operator operator : Operator.values()) {
            assertThatCode(() -> passes(nested, operator.text(), "x")).doesNotThrowAnyException();
        }
    }

    @Test
    void a_thousand_rules_on_long_texts_end_together() {
        Map<String, Object> rule = Map.of("lhv", "x", "op", "is obscene");
        RuleSet rules =
                RuleSet.parse(Map.of("op", "or", "rules", Collections.nCopies(1_000, rule)));
        Vars vars = Vars.of(Map.of("x", Collections.nCopies(100, "abc ".repeat(1_000))));

        assertThatThrownBy(() -> WorkLimit.within(() -> rules.evaluate(vars)))
                .isInstanceOf(TooMuchWork.class);
    }
}
