package io.waybill.language.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {

    private final AtomicLong work = new AtomicLong();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "nothing",
            value = {
                "a-b-c; -; +; a+b+c",
                "1.5.7; .; x; 1x5x7",
                "cost: $1; $1; free; cost: free",
                "Susan; regexp([aeiou]); *; S*s*n",
                "Susan; regexp(^(.)(.)); $2$1; uSsan",
                "Susan; regexp(s.*); <$&>; Su<san>",
                "Susan; regexp(s); $$$9; Su$$9an",
                "Susan; regexp((x)?S); [$1]; []usan",
                "12 34; regexp(\\\\d+); n; n n",
                "Susan; regexp(^(.).*(.); $1…$2; S…n",
            })
    void every_place_is_replaced(String text, String pattern, String by, String result) {
        assertThat(replace(text, pattern, by)).isEqualTo(result);
    }

    @Test
    void all_that_is_found_is_extracted_by_its_first_group() {
        assertThat(TextPattern.regular("#(\\d+)").extract("#12 and #345", work::addAndGet))
                .containsExactly("12", "345");
        assertThat(TextPattern.regular("[a-z]+").extract("ab1cd", work::addAndGet))
                .containsExactly("ab", "cd");
        assertThat(TextPattern.regular("x").extract("abc", work::addAndGet)).isEmpty();
    }

    @Test
    void a_pattern_that_backtracks_for_ever_gives_up_and_tells_its_work() {
        TextPattern slow = TextPattern.regular("(a+)+b");

        assertThatThrownBy(() -> slow.extract("a".repeat(5_000), work::addAndGet))
                .isInstanceOf(TextPattern.OutOfBounds.class);
        assertThat(work).hasValueGreaterThan(100_000);
    }

    @Test
    void a_result_that_grows_too_long_gives_up() {
        TextPattern every = TextPattern.literalOrRegular("a");

        assertThatThrownBy(() ->
                        every.replace(
                                "a".repeat(1_000), "b".repeat(1_000), 10_000, work::addAndGet))
                .isInstanceOf(TextPattern.OutOfBounds.class);
    }

    @Test
    void a_pattern_that_does_not_parse_is_refused() {
        assertThatThrownBy(() -> TextPattern.regular("[a")).isInstanceOf(InvalidExpression.class);
        assertThatThrownBy(() -> TextPattern.literalOrRegular(""))
                .isInstanceOf(InvalidExpression.class);
        assertThatThrownBy(() -> TextPattern.regular("a".repeat(600)))
                .isInstanceOf(InvalidExpression.class);
    }

    private String replace(String text, String pattern, String by) {
        return TextPattern.literalOrRegular(pattern).replace(text, by, 1_000, work::addAndGet);
    }
}
