package io.waybill.delivery.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiTextTest {

    @ParameterizedTest
    @CsvSource({"Straße, Strasse", "Łódź, Lodz", "Ærø, AEro", "“x”—…, '\"x\"-...'", "日本x, x"})
    void ascii_spells_out_what_it_can(String text, String ascii) {
        assertThat(AsciiText.of(text)).isEqualTo(ascii);
    }
}
