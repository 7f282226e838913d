package io.waybill.delivery.batch.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.destination.Batch.Format;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "@SUM(A1)",
                "+cmd|' /C calc'!A0",
                "-2+3+cmd|' /C calc'!A0",
                "\t=1",
                "  =HYPERLINK(\"http://x\")",
                "＝1+1",
                "\r=1"
            })
    void what_a_spreadsheet_would_run_begins_with_an_apostrophe(String value) throws Exception {
        String text = BatchText.of(Format.CSV, List.of("a"), List.of(Map.of("a", value)));

        try (CSVParser parser = CSVFormat.DEFAULT.parse(new StringReader(text))) {
            assertThat(parser.getRecords().get(1).get(0)).isEqualTo("'" + value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 512-555-0100", "-5", "+49 (30) 1234", "a=b", "x@y.example", "1,5"})
    void numbers_and_words_stay_as_they_are(String value) throws Exception {
        String text = BatchText.of(Format.CSV, List.of("a"), List.of(Map.of("a", value)));

        try (CSVParser parser = CSVFormat.DEFAULT.parse(new StringReader(text))) {
            assertThat(parser.getRecords().get(1).get(0)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "TSV", "PIPE"})
    void any_value_comes_back_out_of_a_table(Format format) throws Exception {
        char separator = format == Format.CSV ? ',' : format == Format.TSV ? '\t' : '|';
        String odd = "a,b\t|\"c\"\r\nd ";
        Map<String, @Nullable Object> first = new LinkedHashMap<>();
        first.put("x", odd);
        first.put("more", 2);

        String text = BatchText.of(format, List.of("x", "y"), List.of(first, Map.of("y", "z")));

        CSVFormat read = CSVFormat.DEFAULT.builder().setDelimiter(separator).get();
        try (CSVParser parser = read.parse(new StringReader(text))) {
            assertThat(parser.getRecords().stream().map(row -> List.of(row.values())))
                    .containsExactly(
                            List.of("x", "y", "more"), List.of(odd, "", "2"), List.of("", "z", ""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"JSONL; {\"first name\":\"<Z>\\n\",\"n\":2}", "XML; <first_name>&lt;Z&gt;"})
    void documents_hold_values_as_values(Format format, String expected) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("first name", "<Z>\n");
        row.put("n", 2);

        assertThat(BatchText.of(format, List.of(), List.of(row))).contains(expected);
    }

    @Test
    void without_rows_a_table_has_its_headings() {
        assertThat(BatchText.of(Format.PIPE, List.of("a", "b"), List.of())).isEqualTo("a|b\r\n");
    }
}
