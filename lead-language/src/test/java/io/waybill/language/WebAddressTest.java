package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://b.com/a b, https://b.com/a%20b",
        "https://b.com/?a=100% real, https://b.com/?a=100%25%20real",
        "https://b.com/a%20b, https://b.com/a%20b",
        "https://bücher.de/ä, https://xn--bcher-kva.de/%C3%A4",
        "HTTP://Bücher.de:8080?x, HTTP://xn--bcher-kva.de:8080?x",
        "https://b.com/ü, https://b.com/%C3%BC"
    })
    void an_address_is_encoded_where_it_has_to_be(String written, String url)
            throws URISyntaxException {
        assertThat(WebAddress.parse(written)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b.com",
                "ftp://b.com",
                "https://",
                "https://u:p@b.com",
                "https://ü@b.com",
                "https://b.com:99999",
                "https://b.com/\na",
                "https://ü／b.com"
            })
    void what_no_request_can_go_to_is_none(String written) {
        assertThatThrownBy(() -> WebAddress.parse(written)).isInstanceOf(URISyntaxException.class);
    }
}
