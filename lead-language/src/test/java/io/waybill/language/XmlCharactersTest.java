package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlCharactersTest {

    @ParameterizedTest
    @CsvSource({
        "0, false",
        "9, true",
        "11, false",
        "32, true",
        "55296, false",
        "65533, true",
        "65534, false",
        "128512, true"
    })
    void xml_holds_text_and_three_controls(int character, boolean allowed) {
        assertThat(XmlCharacters.isAllowed(character)).isEqualTo(allowed);
    }
}
