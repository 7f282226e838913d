package io.waybill.local;

import io.waybill.local.kit.FreePorts;
import io.waybill.local.kit.JvmWatch;
import io.waybill.local.kit.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts and ends single processes and keeps {@code run.json} true. */
final class Starter {

    /**
     * After a crash on a busy disk Kafka checks its logs for minutes; what ends is seen at once.
     */
    private static final Duration READY_LIMIT = Duration.ofSeconds(300);

    private static final long LOG_LIMIT = 32L * 1024 * 1024;

    private final Layout layout;
    private final Ports ports;
    private final RunFile runFile;
    private final boolean endWithThisJvm;
    private final Map<String, JvmWatch> watches = new ConcurrentHashMap<>();

    Starter(Layout layout, Ports ports, RunFile runFile, boolean endWithThisJvm) {
        this.layout = layout;
        this.ports = ports;
        this.runFile = runFile;
        this.endWithThisJvm = endWithThisJvm;
    }

    /** Starts the process unless it runs, and returns once it is ready. */
    void start(Component component, Progress progress) {
        long begin = System.nanoTime();
        var running = runFile.process(component.name()).flatMap(RunningProcess::handle);
        try {
            var process = running.orElseGet(() -> launch(component));
            awaitReady(component, process);
        } catch (InstallationFailed e) {
            progress.say("  %-13s FAILED".formatted(component.name()));
            throw e;
        }
        var took = Duration.ofNanos(System.nanoTime() - begin);
        progress.say(
                running.isPresent()
                        ? "  %-13s runs already".formatted(component.name())
                        : "  %-13s ready after %.1f s"
                                .formatted(component.name(), took.toMillis() / 1000.0));
    }

    /** Fails with a message for the person when somebody else has a port that is needed. */
    void checkPorts(Component component) {
        if (runFile.process(component.name()).flatMap(RunningProcess::handle).isPresent()) {
            return;
        }
        for (int port : component.ports()) {
            if (!FreePorts.isFree(port)) {
                throw new InstallationFailed(
                        "Port "
                                + port
                                + ", which "
                                + component.name()
                                + " needs, is in use by another program. Choose other ports:"
                                + " WAYBILL_PORT_BASE=9080 ./waybill up");
            }
        }
    }

    private ProcessHandle launch(Component component) {
        checkPorts(component);
        component.launch().prepare().run();
        var log = layout.log(component.name());
        var builder = new ProcessBuilder(commandOf(component));
        builder.environment().putAll(component.launch().environment().get());
        builder.redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        try {
            Files.createDirectories(layout.state(component.name()));
            Files.createDirectories(log.getParent());
            setAside(log);
            builder.directory(layout.state(component.name()).toFile());
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            var handle = builder.start().toHandle();
            runFile.put(
                    ports.base(), RunningProcess.of(component.name(), handle, component.ports()));
            if (endWithThisJvm) {
                watches.put(component.name(), JvmWatch.over(handle.pid()));
            }
            return handle;
        } catch (IOException e) {
            throw new InstallationFailed(
                    "Cannot start " + component.name() + ": " + e.getMessage(), e);
        }
    }

    /** A session of its own keeps Ctrl-C and a closed terminal away from what shall go on. */
    private List<String> commandOf(Component component) {
        var command = new ArrayList<String>();
        if (!endWithThisJvm && Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(component.launch().command().get());
        return command;
    }

    private static void setAside(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(
                    log,
                    log.resolveSibling(log.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void awaitReady(Component component, ProcessHandle process) {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        while (!component.ready().getAsBoolean()) {
            if (!process.isAlive()) {
                throw failed(component, "ended while it was starting");
            }
            if (System.nanoTime() > end) {
                throw failed(component, "is not ready after " + READY_LIMIT.toSeconds() + " s");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallationFailed("Interrupted", e);
        }
    }

    private InstallationFailed failed(Component component, String why) {
        var log = layout.log(component.name());
        return new InstallationFailed(
                "%s %s. The end of %s:%n%s"
                        .formatted(component.name(), why, log, LogTail.of(log, 25)));
    }

    /** Asks the process to end and ends it after its limit. Does nothing when it is not ours. */
    void stop(Component component) {
        var name = component.name();
        runFile.process(name)
                .flatMap(RunningProcess::handle)
                .ifPresent(handle -> stop(component, handle));
        forget(name);
    }

    private static void stop(Component component, ProcessHandle handle) {
        var children = handle.descendants().toList();
        Signal.send(handle, component.launch().stopSignal());
        var limit = component.launch().stopLimit();
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            handle.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            handle.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new InstallationFailed("Cannot wait for the end of " + component.name(), e);
        }
    }

    /** Ends the process and its children at once. */
    void kill9(Component component) {
        var name = component.name();
        var handle =
                runFile.process(name)
                        .flatMap(RunningProcess::handle)
                        .orElseThrow(() -> new InstallationFailed(name + " does not run"));
        var all = new ArrayList<>(List.of(handle));
        handle.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        forget(name);
    }

    private void forget(String name) {
        var watch = watches.remove(name);
        if (watch != null) {
            watch.close();
        }
        runFile.remove(name);
    }
}
