package io.waybill.language.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "7654321.5; 0,0.00; 7,654,321.50",
                "7654321.5; 0,0; 7,654,322",
                "1.5; 0; 2",
                "-1.5; 0; -1",
                "2.345; 0.00; 2.35",
                "12; 0000; 0012",
                "12; 0[.]00; 12",
                "12.5; 0[.]00; 12.50",
                "12.5; 0.[00]; 12.5",
                "12; 0.[00]; 12",
                "12.345; 0.0[00]; 12.345",
                "0.75; .0; .8",
                "-0.75; .00; -.75",
                "-45; (0,0); (45)",
                "45; (0,0); 45",
                "45; +0; +45",
                "-45; 0-; 45-",
                "8500; 0.0a; 8.5k",
                "8500; 0 a; 9 k",
                "999999; 0a; 1m",
                "-2500000; 0.0a; -2.5m",
                "3.2e12; 0a; 3t",
                "8500; 0.00am; 0.01m",
                "1; 0o; 1st",
                "12; 0o; 12th",
                "103; 0 o; 103 rd",
                "1250.5; $0,0.00; $1,250.50",
                "1250.5; $ 0,0; $ 1,251",
                "1250.5; 0,0 $; 1,251 $",
                "-1250.5; $0,0.00; -$1,250.50",
                "-1250.5; ($0,0.00); ($1,250.50)",
                "1250000; $0.00a; $1.25m",
                "0.256; 0%; 26%",
                "0.256; 0.0 %; 25.6 %",
                "-0.256; (0%); (26%)",
                "2500; 0.0b; 2.5KB",
                "2048; 0 ib; 2 KiB",
                "123456; 0.00e+0; 1.23e+5",
                "0.00012; 0.0e+0; 1.2e-4",
                "86399; 00:00:00; 23:59:59",
                "0.0125; 0 BPS; 125 BPS",
            })
    void patterns_are_written_as_their_owners_know_them(double value, String pattern, String text) {
        assertThat(NumberFormat.format(value, pattern, "en")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "fr; €9 876,50",
                "de-AT; €9 876,50",
                "es; $9.876,50",
                "pt-br; R$9.876,50",
                "en-GB; £9,876.50",
                "xx; $9,876.50",
            })
    void other_languages_have_their_own_separators_and_currency(String locale, String text) {
        assertThat(NumberFormat.format(9_876.5, "$0,0.00", locale)).isEqualTo(text);
    }

    @Test
    void huge_and_tiny_numbers_are_written_out() {
        assertThat(NumberFormat.format(1e25, "0,0", "en"))
                .isEqualTo("10,000,000,000,000,000,000,000,000");
        assertThat(NumberFormat.format(1e-9, "0.00", "en")).isEqualTo("0.00");
        assertThat(NumberFormat.format(1e30, "0b", "en")).endsWith("YB");
    }

    @Test
    void a_pattern_is_bounded() {
        assertThatThrownBy(() -> NumberFormat.format(1, "0".repeat(200), "en"))
                .isInstanceOf(InvalidExpression.class);
    }
}
