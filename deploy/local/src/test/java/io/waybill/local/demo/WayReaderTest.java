package io.waybill.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.local.demo.WayReader.Handed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WayReaderTest {

    private static final String ID = "0199a1f0-0000-7000-8000-00000000c4ed";
    private static final Handed LEAD = new Handed(ID, "ada@example.com");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FORM; email=ada%40example.com&event_id=$",
                "JSON; {\"event_id\":\"$\",\"email\":\"ada@example.com\"}",
                "XML; <lead><event_id>$</event_id><email>ada@example.com</email></lead>",
                "CUSTOM; $ ada@example.com",
                "PIPE_BY_HTTP; 'event_id|email\r\n$|ada@example.com\r\n'"
            })
    void a_lead_is_read_in_the_format_of_its_way(Way way, String body) throws IOException {
        assertThat(WayReader.read(way, "", bytes(body.replace("$", ID)))).containsExactly(LEAD);
    }

    @Test
    void what_stands_in_the_url_is_read_there() throws IOException {
        assertThat(
                        WayReader.read(
                                Way.QUERY,
                                "event_id=" + ID + "&email=ada%40example.com",
                                bytes("")))
                .containsExactly(LEAD);
    }

    @Test
    void what_is_packed_is_unpacked_first() throws IOException {
        var json = "{\"event_id\":\"" + ID + "\",\"email\":\"ada@example.com\"}";
        var lead = "<lead><event_id>" + ID + "</event_id><email>ada@example.com</email></lead>";

        assertThat(WayReader.read(Way.GZIP, "", gzip(json))).containsExactly(LEAD);
        assertThat(
                        WayReader.read(
                                Way.ZIPPED_XML_BY_HTTP,
                                "",
                                zip("<leads>" + lead + lead + "</leads>")))
                .isEqualTo(List.of(LEAD, LEAD));
        assertThatThrownBy(() -> WayReader.read(Way.GZIP, "", bytes(json)))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FORM; event_id=$",
                "JSON; {\"event_id\":\"nobody\",\"email\":\"ada@example.com\"}",
                "XML; <lead",
                "CUSTOM; ada@example.com"
            })
    void what_is_no_lead_is_not_taken(Way way, String body) {
        assertThatThrownBy(() -> WayReader.read(way, "", bytes(body.replace("$", ID))))
                .isInstanceOf(IOException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("leads.xml"));
            out.write(bytes(text));
        }
        return bytes.toByteArray();
    }
}
