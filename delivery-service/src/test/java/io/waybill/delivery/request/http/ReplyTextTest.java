package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.http.SendResult.Answered;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTextTest {

    @ParameterizedTest(name = "{0}, declared {1}, sent in {2}")
    @CsvSource({
        "text/xml, ISO-8859-1, ISO-8859-1",
        "text/xml, windows-1252, windows-1252",
        "text/xml, UTF-8, UTF-8",
        "text/xml, UTF-16, UTF-16",
        "text/xml, UTF-16, UTF-8",
        "text/xml, no-such, UTF-8",
        "text/xml; charset=utf-8, ISO-8859-1, UTF-8"
    })
    void a_document_is_read_in_its_own_charset_unless_its_head_names_one(
            String type, String declared, String charset) {
        String text = "<?xml version='1.0' encoding='" + declared + "'?><a>Zoë</a>";
        Answered answer =
                new Answered(
                        200,
                        List.of(new Header("Content-Type", type)),
                        text.getBytes(Charset.forName(charset)),
                        false,
                        true);

        assertThat(ReplyText.body(answer)).isEqualTo(text);
    }
}
