package io.waybill.reporting.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FieldColumnsTest {

    @Test
    void standard_fields_come_first_and_all_are_sorted_by_name() {
        FieldColumns columns = new FieldColumns(10);

        columns.add(List.of("zebra", "state", "aardvark", "email"));

        assertThat(columns.names()).containsExactly("email", "state", "aardvark", "zebra");
        assertThat(columns.others()).isFalse();
    }

    @Test
    void what_finds_no_column_is_the_rest() {
        FieldColumns columns = new FieldColumns(2);

        columns.add(List.of("c", "b"));
        columns.add(List.of("email", "a"));

        assertThat(columns.names()).containsExactly("email", "a");
        assertThat(columns.others()).isTrue();
        assertThat(columns.rest(new TreeMap<>(Map.of("email", "e", "b", "1", "c", "2"))))
                .containsExactly(Map.entry("b", "1"), Map.entry("c", "2"));
    }

    @Test
    void the_order_in_which_leads_come_changes_nothing() {
        List<String> names = new ArrayList<>(List.of("email", "state"));
        for (int i = 0; i < 2_000; i++) {
            names.add("made-up-" + i);
        }
        FieldColumns one = columns(names);
        Collections.shuffle(names, new Random(7));
        FieldColumns other = columns(names);

        assertThat(one.names()).hasSize(FieldColumns.MOST).isEqualTo(other.names());
        assertThat(one.names()).startsWith("email", "state", "made-up-0", "made-up-1");
        assertThat(other.others()).isTrue();
    }

    private static FieldColumns columns(List<String> names) {
        FieldColumns columns = new FieldColumns();
        names.forEach(name -> columns.add(List.of(name)));
        return columns;
    }
}
