package io.waybill.servicekit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.servicekit.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryValuesTest {

    @Test
    void what_is_not_there_is_nothing() {
        assertThat(QueryValues.id("lead", null)).isNull();
        assertThat(QueryValues.time("from", "")).isNull();
        assertThat(QueryValues.word("type", null, List.of("a"))).isNull();
        assertThat(QueryValues.zone("zone", "", ZoneOffset.UTC)).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void a_time_may_have_any_offset() {
        assertThat(QueryValues.time("from", "2026-11-22T10:00:00-05:00"))
                .isEqualTo(Instant.parse("2026-11-22T15:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-22",
                "+300000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59-18:00"
            })
    void a_time_that_cannot_be_is_named(String text) {
        assertThatThrownBy(() -> QueryValues.time("from", text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.errors().getFirst().field()).isEqualTo("from"));
    }
}
