package io.waybill.delivery.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiTextTest {

    @ParameterizedTest
    @CsvSource({
        "Straße, Strasse",
        "Łódź, Lodz",
        "Ærø, AEro",
        "“x”—…, '\"x\"-...'",
        "日本x, x",
        "123½, 123 1/2",
        "123 ¾ Oak, 123 3/4 Oak",
        "1\u20442, 1/2",
        "a\u2010b\u2011c\u2012d\u2212e, a-b-c-d-e",
        "7′ × „9”, '7'' x \"9\"'"
    })
    void ascii_spells_out_what_it_can(String text, String ascii) {
        assertThat(AsciiText.of(text)).isEqualTo(ascii);
    }
}
