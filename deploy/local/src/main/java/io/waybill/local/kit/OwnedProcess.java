package io.waybill.local.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that ends with this JVM, even when this JVM is killed. */
final class OwnedProcess {

    private final String name;
    private final Process process;
    private final JvmWatch watch;
    private final Path log;

    private OwnedProcess(String name, Process process, JvmWatch watch, Path log) {
        this.name = name;
        this.process = process;
        this.watch = watch;
        this.log = log;
    }

    static OwnedProcess start(String name, List<String> command, Path log) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            return new OwnedProcess(name, process, JvmWatch.over(process.pid()), log);
        } catch (IOException e) {
            throw new ServerFailed("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the server answers; ends it and throws when it does not. */
    void awaitAnswer(BooleanSupplier answers, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!answers.getAsBoolean()) {
            if (!process.isAlive()) {
                watch.close();
                throw failed("ended with " + process.exitValue());
            }
            if (System.nanoTime() > end) {
                kill9();
                throw failed("does not answer after " + limit.toSeconds() + " s");
            }
            awaitEnd(Duration.ofMillis(100));
        }
    }

    /** Ends the process and all that it started, at once. */
    void kill9() {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(Duration.ofSeconds(20));
        children.forEach(child -> child.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        watch.close();
    }

    /**
     * Asks the process to end by the signal, and ends it at once when it has not within the limit.
     */
    void stop(String signal, Duration limit) {
        if (process.isAlive()) {
            Commands.signal(process.pid(), signal);
            if (!awaitEnd(limit)) {
                kill9();
            }
        }
        watch.close();
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    ServerFailed failed(String why) {
        return new ServerFailed(name + " " + why + ". Its last lines:\n" + LogTail.of(log, 20));
    }
}
