package io.waybill.servicekit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.servicekit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void a_page_with_more_rows_behind_it_points_to_the_next() {
        Page<String> page = Page.of(List.of("a", "b", "c"), 2, row -> Cursor.of("x", row));

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(Cursor.parse(page.next(), 2)).isEqualTo(Cursor.of("x", "b"));
    }

    @Test
    void the_last_page_points_nowhere() {
        assertThat(Page.of(List.of("a", "b"), 2, Cursor::of).next()).isNull();
    }

    @Test
    void no_cursor_is_the_first_page() {
        assertThat(Cursor.parse(null, 1)).isNull();
        assertThat(Cursor.parse("", 1)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "YQ", "Zm9v"})
    void a_cursor_of_somewhere_else_is_a_field_error(String text) {
        assertThatThrownBy(() -> Cursor.parse(text, 2))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.errors().getFirst().field())
                                        .isEqualTo("cursor"));
    }

    @Test
    void the_parts_of_a_cursor_are_times_and_ids() {
        UUID id = UUID.randomUUID();
        Cursor cursor = Cursor.of("2026-11-22T10:00:00Z", id.toString());

        assertThat(cursor.time(0)).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(cursor.id(1)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "+300000-01-01T00:00:00Z", "-5000-01-01T00:00:00Z"})
    void a_time_that_no_table_holds_is_of_somewhere_else(String time) {
        Cursor cursor = Cursor.of(time, "1");

        assertThatThrownBy(() -> cursor.time(0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> cursor.id(1)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201})
    void a_limit_out_of_range_is_a_field_error(int limit) {
        assertThatThrownBy(() -> Page.limit(limit)).isInstanceOf(ProblemException.class);
    }

    @Test
    void the_limit_is_fifty_unless_asked_otherwise() {
        assertThat(Page.limit(null)).isEqualTo(50);
        assertThat(Page.limit(200)).isEqualTo(200);
    }
}
