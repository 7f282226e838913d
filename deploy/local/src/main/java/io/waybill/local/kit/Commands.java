package io.waybill.local.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short programs that are run to their end. */
final class Commands {

    /** What a program wrote on both streams, and its exit code. */
    record Result(int exit, String output) {}

    private Commands() {}

    static Result run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new ServerFailed("Cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("Interrupted while running " + command.getFirst(), e);
        }
    }

    static void runOrFail(String what, List<String> command) {
        var result = run(command);
        if (result.exit() != 0) {
            throw new ServerFailed(what + " failed (" + result.exit() + "):\n" + result.output());
        }
    }

    /** Sends the signal (INT, TERM) to the process; one that has ended already is no error. */
    static void signal(long pid, String signal) {
        run(List.of("kill", "-s", signal, Long.toString(pid)));
    }
}
