package io.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.local.kit.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StarterTest {

    @TempDir Path directory;

    private RunFile runFile = new RunFile(Path.of("unset"));
    private Starter starter = starterIn(Path.of("unset"));

    @BeforeEach
    void set_up() {
        runFile = new RunFile(directory.resolve("run.json"));
        starter = starterIn(directory);
    }

    private Starter starterIn(Path home) {
        return new Starter(new Layout(home), new Ports(20_000), runFile, true);
    }

    @Test
    void a_process_that_runs_is_not_started_twice() {
        var sleeper = component("sleeper", List.of(), "sleep", "60");
        starter.start(sleeper, Progress.silent());
        long first = runFile.process("sleeper").orElseThrow().pid();

        starter.start(sleeper, Progress.silent());

        assertThat(runFile.process("sleeper").orElseThrow().pid()).isEqualTo(first);
        starter.stop(sleeper);
        assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(runFile.process("sleeper")).isEmpty();
    }

    @Test
    void a_process_that_ignores_being_asked_is_ended() {
        var stubborn =
                component(
                        "stubborn",
                        List.of(),
                        "sh",
                        "-c",
                        "trap '' TERM; while :; do sleep 1; done");
        starter.start(stubborn, Progress.silent());
        long pid = runFile.process("stubborn").orElseThrow().pid();

        starter.stop(stubborn);

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void a_port_that_somebody_else_has_is_named() throws Exception {
        int port = FreePorts.take(1).getFirst();
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var component = component("edge", List.of(taken.getLocalPort()), "sleep", "60");

            assertThatThrownBy(() -> starter.start(component, Progress.silent()))
                    .isInstanceOf(InstallationFailed.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("edge")
                    .hasMessageContaining("WAYBILL_PORT_BASE");
        }
    }

    @Test
    void a_process_that_ends_at_once_is_reported_with_the_end_of_its_log() {
        var broken =
                new Component(
                        "broken",
                        List.of(),
                        URI.create("http://127.0.0.1"),
                        launch("sh", "-c", "echo no such setting; exit 3"),
                        () -> false);

        assertThatThrownBy(() -> starter.start(broken, Progress.silent()))
                .isInstanceOf(InstallationFailed.class)
                .hasMessageContaining("broken ended while it was starting")
                .hasMessageContaining("no such setting");
    }

    @Test
    void killing_what_does_not_run_says_so() {
        var sleeper = component("sleeper", List.of(), "sleep", "60");

        assertThatThrownBy(() -> starter.kill9(sleeper))
                .isInstanceOf(InstallationFailed.class)
                .hasMessage("sleeper does not run");
    }

    private static Component component(String name, List<Integer> ports, String... command) {
        return new Component(
                name, ports, URI.create("http://127.0.0.1"), launch(command), () -> true);
    }

    private static Component.Launch launch(String... command) {
        return new Component.Launch(
                () -> {}, () -> List.of(command), Map::of, "TERM", Duration.ofMillis(300));
    }
}
