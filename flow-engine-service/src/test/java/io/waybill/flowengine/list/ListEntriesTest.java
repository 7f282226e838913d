package io.waybill.flowengine.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.flowengine.list.ListEntries.Entry;
import io.waybill.language.FieldType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListEntriesTest {

    @Test
    void a_line_is_a_key_or_a_key_and_its_value() {
        assertThat(ListEntries.ofCsv("78701, Austin\n\n\"a,\"\"b\"\"\",\"two\nlines\"\r\nlast"))
                .containsExactly(
                        new Entry("78701", "Austin"),
                        new Entry("a,\"b\"", "two\nlines"),
                        new Entry("last", ""));
    }

    @Test
    void json_entries_are_texts_or_objects() {
        assertThat(
                        ListEntries.ofJson(
                                List.of("a@b.example", Map.of("key", "78701", "value", "TX"))))
                .containsExactly(new Entry("a@b.example", ""), new Entry("78701", "TX"));
    }

    @Test
    void what_cannot_be_an_entry_is_named_by_its_number_and_not_shown() {
        assertThatThrownBy(() -> ListEntries.ofCsv("fine\nsecret,1,2"))
                .hasMessage("Entry 2: a line has a key and at most one value");
        assertThatThrownBy(() -> ListEntries.ofJson(List.of(" ")))
                .hasMessage("Entry 1: it is blank");
        assertThatThrownBy(() -> ListEntries.ofJson(null)).hasMessage("There are no entries");
        assertThatThrownBy(() -> ListEntries.ofCsv("a\n".repeat(ListEntries.MOST + 1)))
                .hasMessageContaining("At most 10000");
    }

    @ParameterizedTest
    @CsvSource({
        "PHONE, (512) 789-1111, 512.789.1111",
        "EMAIL, Ada@Example.org, ' ada@example.ORG '",
        "STRING, Abc, aBC"
    })
    void a_value_is_found_in_whatever_form_it_is_written(FieldType type, String one, String two) {
        assertThat(ListKeys.normal(type, one)).isEqualTo(ListKeys.normal(type, two)).isNotBlank();
    }
}
