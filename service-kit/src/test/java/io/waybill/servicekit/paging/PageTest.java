package io.waybill.servicekit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.servicekit.problem.ProblemException;
import java.util.List;
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
