package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTermTest {

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "ok, 'All OK', true",
        "/ok/, 'All OK', true",
        "/^ok/, 'All OK', false",
        "/^ALL/gi, 'all ok', true",
        "[a-z]{3}foo, barfoo, true",
        "ok|accepted, 'Lead Accepted', true",
        "/[/, '[', false",
        "[, 'a[b', true",
        "'{\"a\":1}', 'x{\"a\":1}', true",
        "'a{2}', 'aa', true",
        "'[[x]', '[', true",
        "'\\{ok}', '{ok}', true",
        "é, É, true"
    })
    void a_term_is_found_without_regard_to_case(String term, String reply, boolean found) {
        assertThat(SearchTerm.of(term).isIn(reply)).isEqualTo(found);
    }

    @Test
    void a_pattern_gives_its_first_group_or_the_whole_place() {
        assertThat(SearchTerm.pattern("id=(\\d+)").findIn("x id=42 y")).contains("42");
        assertThat(SearchTerm.pattern("id=\\d+").findIn("x id=42 y")).contains("id=42");
        assertThat(SearchTerm.pattern("a|(b)").findIn("a")).contains("");
        assertThat(SearchTerm.pattern("nothing").findIn("a")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> SearchTerm.pattern("("));
    }

    @Test
    void a_pattern_that_would_try_for_ever_finds_nothing() {
        assertThat(SearchTerm.of("(a+)+$").isIn("a".repeat(40_000) + "b")).isFalse();
    }

    @Test
    void a_long_reply_is_searched_and_an_endless_one_is_not() {
        assertThat(SearchTerm.of("needle").isIn("x".repeat(60_000) + "needle")).isTrue();
        assertThat(SearchTerm.of("needle").isIn("x".repeat(80_000) + "needle")).isFalse();
    }

    @Test
    void a_term_shows_nothing_of_itself() {
        assertThat(SearchTerm.of("secret").toString()).doesNotContain("secret");
    }
}
