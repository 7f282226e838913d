package io.waybill.feedback.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.feedback.imports.FeedbackFile.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackFileTest {

    private static Reading read(String text) {
        return FeedbackFile.read(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private static List<ImportRow> rows(String text) {
        Reading reading = read(text);
        assertThat(reading).isInstanceOf(Reading.Readable.class);
        return ((Reading.Readable) reading).rows();
    }

    @Test
    void rows_have_an_event_a_type_a_reason_and_values() {
        assertThat(
                        rows(
                                "\uFEFFEvent_ID,type,reason,amount\r\n 1 ,return,Wrong number,\r\n2,sale,,5\r\n"))
                .containsExactly(
                        new ImportRow(
                                2,
                                "1",
                                "return",
                                Map.of("reason", "Wrong number"),
                                Optional.empty()),
                        new ImportRow(3, "2", "sale", Map.of("amount", "5"), Optional.empty()));
    }

    @Test
    void cells_in_quotes_hold_delimiters_quotes_and_line_breaks() {
        List<ImportRow> rows =
                rows("event_id;type;reason\n1;return;\"a;\"\"b\"\"\nc\"\n2;return;d\n");

        assertThat(rows)
                .extracting(row -> row.reason().orElse(""))
                .containsExactly("a;\"b\"\nc", "d");
        assertThat(rows).extracting(ImportRow::line).containsExactly(2, 4);
    }

    @Test
    void a_broken_row_does_not_keep_the_others() {
        List<ImportRow> rows =
                rows("event_id,type\n1,return,more\n2,return\n\"3\"x,return\n4,\"return\n5,return");

        assertThat(rows)
                .extracting(row -> row.flaw().orElse(""))
                .containsExactly(
                        "Line 2: it has 3 columns, and the header has 2",
                        "",
                        "Line 4: text follows a closing quote",
                        "Line 5: a quote is not closed",
                        "");
        assertThat(rows).last().extracting(ImportRow::line).isEqualTo(6);
    }

    @Test
    void blank_lines_are_no_rows_and_a_last_line_needs_no_end() {
        assertThat(rows("event_id,type\n\n1,return\n ,\n2,return")).hasSize(2);
        assertThat(rows("event_id,type")).isEmpty();
    }

    @Test
    void a_type_may_be_the_files() {
        Reading reading =
                FeedbackFile.read(
                        "event_id\n1\n".getBytes(StandardCharsets.UTF_8), Optional.of("return"));

        assertThat(reading)
                .isEqualTo(
                        new Reading.Readable(
                                List.of(
                                        new ImportRow(
                                                2, "1", "return", Map.of(), Optional.empty()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | The file has no header line",
                "'id,type' | The column event_id is missing",
                "'event_id,reason' | The column type is missing, and the import names no type",
                "'event_id,type,,' | A column has no name",
                "'event_id,type,Type' | Two columns have the same name",
            })
    void what_is_wrong_with_a_header_is_said(String header, String why) {
        assertThat(read(header)).isEqualTo(new Reading.Unreadable(why));
    }

    @Test
    void another_encoding_is_refused_and_not_guessed() {
        byte[] latin =
                "event_id,type,reason\n1,return,M\u00fcller\n"
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(FeedbackFile.read(latin, Optional.empty()))
                .isEqualTo(new Reading.Unreadable("The file is not UTF-8"));
    }
}
