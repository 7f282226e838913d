package io.waybill.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClearColumnsTest {

    @Test
    void only_four_parts_of_a_submission_stand_in_clear() {
        ClearColumns columns =
                ClearColumns.of(
                        Map.of(
                                "state", "tx",
                                "postal_code", "78704-1234",
                                "phone_1", "(512) 789-1111",
                                "email", "Ada@Example.org",
                                "last_name", "Lovelace"));

        assertThat(columns).isEqualTo(new ClearColumns("TX", "787", "512", "example.org"));
    }

    @Test
    void a_value_that_is_not_of_its_type_gives_nothing() {
        ClearColumns columns =
                ClearColumns.of(
                        Map.of(
                                "state", "somewhere warm",
                                "postal_code", "my secret is 1",
                                "phone_1", "call me",
                                "email", "ada at example"));

        assertThat(columns).isEqualTo(new ClearColumns(null, null, null, null));
    }

    @Test
    void a_repeated_or_nested_field_gives_nothing() {
        ClearColumns columns =
                ClearColumns.of(
                        Map.of(
                                "state", List.of("TX", "CA"),
                                "email", Map.of("work", "ada@example.org")));

        assertThat(columns).isEqualTo(new ClearColumns(null, null, null, null));
    }

    @Test
    void an_empty_submission_gives_nothing() {
        assertThat(ClearColumns.of(Map.of())).isEqualTo(new ClearColumns(null, null, null, null));
    }
}
