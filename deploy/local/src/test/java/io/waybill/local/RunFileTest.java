package io.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFileTest {

    @TempDir Path directory;

    @Test
    void a_recorded_process_is_found_again() {
        var file = new RunFile(directory.resolve("run.json"));
        var self = RunningProcess.of("self", ProcessHandle.current(), List.of(8080));

        file.put(8080, self);

        var again = new RunFile(directory.resolve("run.json")).process("self").orElseThrow();
        assertThat(again).isEqualTo(self);
        assertThat(again.handle()).contains(ProcessHandle.current());
    }

    @Test
    void a_later_process_with_the_same_number_is_not_taken_for_ours() {
        var self = RunningProcess.of("self", ProcessHandle.current(), List.of());
        var earlier = new RunningProcess("old", self.pid(), self.startedAt() - 60_000, List.of());

        assertThat(earlier.handle()).isEmpty();
    }

    @Test
    void a_process_is_recorded_once_and_can_be_forgotten() {
        var file = new RunFile(directory.resolve("run.json"));
        file.put(8080, new RunningProcess("edge", 1, 1, List.of()));
        file.put(8080, new RunningProcess("edge", 2, 2, List.of()));
        file.put(8080, new RunningProcess("kafka", 3, 3, List.of()));

        file.remove("kafka");

        assertThat(file.read().orElseThrow().processes())
                .containsExactly(new RunningProcess("edge", 2, 2, List.of()));
    }

    @Test
    void a_file_that_is_not_readable_is_named() throws Exception {
        Files.writeString(directory.resolve("run.json"), "{ half");

        assertThatThrownBy(() -> new RunFile(directory.resolve("run.json")).read())
                .isInstanceOf(InstallationFailed.class)
                .hasMessageContaining("run.json");
    }
}
