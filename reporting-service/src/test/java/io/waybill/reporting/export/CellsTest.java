package io.waybill.reporting.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "=cmd|' /C calc'!A0"
            })
    void what_would_start_a_formula_is_text(String text) {
        assertThat(Cells.neutral(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "1", "a=b", " =1"})
    void other_text_stays_as_it_is(String text) {
        assertThat(Cells.neutral(text)).isEqualTo(text);
    }

    @Test
    void nothing_is_an_empty_cell() {
        assertThat(Cells.neutral(null)).isEmpty();
    }

    @Test
    void nested_and_repeated_values_have_one_cell_each() {
        assertThat(
                        Cells.fields(
                                Map.of(
                                        "email",
                                        "a@b.org",
                                        "mortgage",
                                        Map.of("property", Map.of("state", "TX")),
                                        "interests",
                                        List.of("solar", "roof"),
                                        "age",
                                        42)))
                .containsExactly(
                        Map.entry("age", "42"),
                        Map.entry("email", "a@b.org"),
                        Map.entry("interests", "solar; roof"),
                        Map.entry("mortgage.property.state", "TX"));
    }

    @Test
    void a_name_without_end_is_cut_and_what_is_then_the_same_is_joined() {
        String endless = "x".repeat(50_000);
        Map<String, Object> nested = new TreeMap<>(Map.of("a", 1, "b", 2));

        assertThat(Cells.fields(Map.of(endless, nested)))
                .containsExactly(Map.entry("x".repeat(200) + "…", "1; 2"));
    }
}
