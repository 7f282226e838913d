package io.waybill.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoOptionsTest {

    private static final Path HERE = Path.of("/somewhere");

    @Test
    void a_relative_file_is_looked_for_where_the_command_was_called() {
        var options = DemoOptions.parse(List.of("--leads", "../us.csv", "--json"), HERE);

        assertThat(options.leads()).contains(Path.of("/somewhere/../us.csv"));
        assertThat(options.json()).isTrue();
    }

    @Test
    void without_words_a_few_made_up_leads_are_sent() {
        var options = DemoOptions.parse(List.of(), HERE);

        assertThat(options.leads()).isEmpty();
        assertThat(options.count()).isEqualTo(200);
        assertThat(options.json()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--leads", "--count", "--count x", "--count 0", "--what", "file.csv"})
    void what_cannot_be_meant_is_refused(String words) {
        var arguments = Arrays.asList(words.split(" "));

        assertThatThrownBy(() -> DemoOptions.parse(arguments, HERE)).isInstanceOf(DemoFailed.class);
    }
}
