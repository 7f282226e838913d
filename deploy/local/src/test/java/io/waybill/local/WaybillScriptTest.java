package io.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.local.kit.ServerParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code ./waybill} that need nothing to run. */
final class WaybillScriptTest {

    @TempDir Path home;

    private record Result(int exit, String output) {}

    @Test
    void help_names_every_command() throws Exception {
        var result = waybill("help");

        assertThat(result.exit()).isZero();
        assertThat(result.output())
                .contains("up", "demo", "status", "logs", "restart", "rebuild", "down", "test")
                .contains("WAYBILL_PORT_BASE", "WAYBILL_HOME");
    }

    @Test
    void an_unknown_command_is_refused_with_the_known_ones() throws Exception {
        var result = waybill("ship");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.output()).contains("Unknown command: ship").contains("demo");
    }

    @Test
    void logs_shows_the_end_of_a_log_and_names_the_logs_there_are() throws Exception {
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs/kafka.log"), "started\n");

        assertThat(waybill("logs", "kafka").output()).isEqualTo("started\n");
        var unknown = waybill("logs", "kafkaa");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.output()).contains("no log of kafkaa").contains("Logs: kafka");
    }

    private Result waybill(String... arguments) throws IOException, InterruptedException {
        var script = ServerParts.root().resolve("waybill").toString();
        var builder =
                new ProcessBuilder(
                        Stream.concat(Stream.of(script), Arrays.stream(arguments)).toList());
        builder.environment().putAll(Map.of("WAYBILL_HOME", home.toString()));
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
