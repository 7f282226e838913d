package io.waybill.systemtests;

import io.waybill.local.kit.ServerParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./waybill}, run as a person runs it, for an installation that is up: nothing is built,
 * since the script leaves alone what a running process was started from.
 */
final class Script {
    private static final int LIMIT_MINUTES = 5;

    private Script() {}

    /** How it ended; standard output and standard error apart. */
    record Result(int exit, String output, String errors) {}

    static Result waybill(Path home, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ServerParts.root().resolve("waybill").toString());
        command.addAll(arguments);
        try {
            Path errors = Files.createTempFile("waybill-", ".err");
            try {
                Process process = start(home, command, errors);
                String output =
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError(command + " did not end");
                }
                return new Result(process.exitValue(), output, Files.readString(errors));
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Process start(Path home, List<String> command, Path errors) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(ServerParts.root().toFile())
                        .redirectError(errors.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("WAYBILL_HOME", home.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.remove("WAYBILL_PORT_BASE");
        return builder.start();
    }
}
