package io.waybill.language.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MathExpressionTest {

    private static final Map<String, Object> VARS =
            Map.of(
                    "price", 80.0,
                    "units", 3.0,
                    "lead.loan.amount", 250_000.0,
                    "state", "TX",
                    "scores", List.of(4.0, 9.0, 2.0));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3; 7",
                "(1 + 2) * 3; 9",
                "20 - 5 - 5; 10",
                "2 ^ 2 ^ 3; 256",
                "-3 ^ 2; -9",
                "2 ^ -2; 0.25",
                "17 % 5; 2",
                "4!; 24",
                "0.5!; 0.886226925452758",
                "sqrt 9 + 7; 10",
                "sqrt(9 + 7); 4",
                "sin(PI / 2); 1",
                "ln(E ^ 2); 2",
                "log10 1000; 3",
                "round(2.5); 3",
                "round(-2.5); -2",
                "roundTo(2.345, 2); 2.35",
                "roundTo(1850, -2); 1900",
                "hypot(5, 12); 13",
                "min(4, 2, 8) + max(scores); 11",
                "length \"abcd\"; 4",
                "scores[1] * 2; 18",
                "indexOf(\"X\", state); 1",
                "if(units > 2, 10, 20); 10",
                "units >= 3 and not (price < 50) ? 1 : 0; 1",
                "units == 4 or state == \"TX\" ? 1 : 0; 1",
                "units == 4 ? 1 : price == 80 ? 2 : 3; 2",
                "price * units * (1 - 0.25); 180",
                "lead.loan.amount / 1e3; 250",
                "0xff + 0b11; 258",
                "1 /* one */ + 1; 2",
            })
    void expressions_are_worked_out_in_the_usual_order(String source, double value) {
        assertThat((Double) valueOf(source)).isCloseTo(value, within(1e-9));
    }

    @Test
    void a_comparison_is_true_or_false() {
        assertThat(valueOf("price > 50 && units < 5")).isEqualTo(true);
        assertThat(valueOf("price != 80")).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 / 0",
                "0 / 0",
                "sqrt(-1)",
                "missing + 1",
                "\"a\" || \"b\"",
                "scores[7]",
                "state * 2"
            })
    void what_is_no_number_has_no_value(String source) {
        assertThat(valueOf(source)).isNull();
    }

    @Test
    void only_the_side_that_decides_is_looked_at() {
        assertThat(valueOf("units > 1 ? 5 : missing")).isEqualTo(5.0);
        assertThat(valueOf("units > 1 or missing > 2")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 +",
                "(1",
                "1 2",
                "a = 3",
                "a; b",
                "f(x) = x",
                "random()",
                "rand(3)",
                "process(1)",
                "pow(1)",
                "min()",
                "1 # 2",
                "\"open",
                "a.",
                "x.1"
            })
    void what_does_not_parse_or_cannot_be_repeated_is_refused(String source) {
        assertThatThrownBy(() -> MathExpression.compile(source))
                .isInstanceOf(InvalidExpression.class);
    }

    @Test
    void the_variables_are_known() {
        assertThat(MathExpression.compile("a + lead.loan.amount * max(b, E)").variables())
                .containsExactlyInAnyOrder("a", "lead.loan.amount", "b");
    }

    @Test
    void length_depth_and_work_are_bounded() {
        assertThatThrownBy(() -> MathExpression.compile("1+".repeat(2_000) + "1"))
                .isInstanceOf(InvalidExpression.class);
        assertThatThrownBy(() -> MathExpression.compile("(".repeat(900) + "1" + ")".repeat(900)))
                .isInstanceOf(InvalidExpression.class);
        assertThatThrownBy(() -> MathExpression.compile("-".repeat(1_900) + "1"))
                .isInstanceOf(InvalidExpression.class);
        String doubled = "x" + " || x".repeat(300);
        assertThat(evaluate(doubled, Map.of("x", "y".repeat(60_000)))).isNull();
        String many = "max(x)" + " + max(x)".repeat(100);
        assertThat(evaluate(many, Map.of("x", Collections.nCopies(50_000, 1.0)))).isNull();
    }

    private static @Nullable Object valueOf(String source) {
        return evaluate(source, VARS);
    }

    private static @Nullable Object evaluate(String source, Map<String, ?> vars) {
        return MathExpression.compile(source).evaluate(vars::get).value();
    }
}
