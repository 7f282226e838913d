package io.waybill.local;

import io.waybill.local.demo.Demo;
import io.waybill.local.demo.DemoFailed;
import io.waybill.local.kit.ServerFailed;
import io.waybill.local.kit.ServerParts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** What {@code ./waybill} runs. */
public final class Launcher {

    private static final int DEFAULT_PORT_BASE = 8080;

    private Launcher() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        var command = arguments.isEmpty() ? "help" : arguments.getFirst();
        var rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        try {
            return run(command, rest, Installation.at(home(), portBase(), engines()));
        } catch (InstallationFailed | ServerFailed | DemoFailed e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("waybill " + command + ": " + e.getMessage());
            return 1;
        } catch (IOException e) {
            System.err.println("waybill " + command + ": " + e);
            return 1;
        }
    }

    private static int run(String command, List<String> rest, Installation installation)
            throws IOException {
        return switch (command) {
            case "up" -> locked(installation, () -> up(installation));
            case "down" -> locked(installation, () -> down(installation));
            case "restart" -> locked(installation, () -> restart(installation, rest));
            case "status" -> status(installation);
            case "rebuild" -> rebuild(installation, rest);
            case "demo" -> demo(installation, rest);
            default -> {
                System.err.println("Unknown command: " + command + ". Try ./waybill help");
                yield 2;
            }
        };
    }

    private static int rebuild(Installation installation, List<String> what) throws IOException {
        Progress progress = Progress.toStandardError();
        return switch (what.isEmpty() ? "reports" : what.getFirst()) {
            case "reports" -> Rebuild.run(installation, progress);
            case "engine" -> Rebuild.proveEngine(installation, progress);
            default -> {
                System.err.println("There is reports and engine to rebuild.");
                yield 2;
            }
        };
    }

    private static int up(Installation installation) {
        var progress = Progress.toStandardError();
        progress.say("Starting Waybill in " + installation.layout().home());
        long begin = System.nanoTime();
        installation.start(progress);
        progress.say("Up after %.1f s".formatted((System.nanoTime() - begin) / 1e9));
        System.out.print(StatusText.whereToLook(installation));
        return 0;
    }

    private static int demo(Installation installation, List<String> arguments) throws IOException {
        var plan = Demo.plan(arguments);
        var progress = Progress.toStandardError();
        locked(
                installation,
                () -> {
                    installation.start(progress);
                    installation.start(Components.DEMO_BUYERS, progress);
                    return 0;
                });
        System.out.print(Demo.run(installation, plan, progress));
        return 0;
    }

    private static int down(Installation installation) {
        installation.stop(Progress.toStandardError());
        System.err.println("Waybill is down. Its state stays in " + installation.layout().home());
        return 0;
    }

    private static int restart(Installation installation, List<String> processes) {
        if (processes.isEmpty()) {
            System.err.println(
                    "Which one? ./waybill restart SERVICE, of: "
                            + String.join(", ", installation.processes()));
            return 2;
        }
        for (var process : processes) {
            installation.restart(process, Progress.toStandardError());
        }
        return 0;
    }

    private static int status(Installation installation) {
        var status = installation.status();
        System.out.print(StatusText.table(status));
        boolean allReady =
                status.stream().allMatch(each -> each.state() == ProcessStatus.State.READY);
        return allReady ? 0 : 3;
    }

    private interface Action {
        int run() throws IOException;
    }

    /** Two commands that start or end processes never work at the same time. */
    private static int locked(Installation installation, Action action) throws IOException {
        var file = installation.layout().lock();
        Files.createDirectories(file.getParent());
        try (var channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw new InstallationFailed("Another ./waybill command is at work; try again.");
            }
            return action.run();
        }
    }

    private static Path home() {
        return setting("WAYBILL_HOME")
                .map(Path::of)
                .orElseGet(() -> ServerParts.root().resolve(".waybill"));
    }

    /** As asked for, else as it runs, else the usual one. */
    private static int portBase() {
        var running = new RunFile(new Layout(home()).runFile()).read().flatMap(Launcher::runsOn);
        var asked = setting("WAYBILL_PORT_BASE").map(text -> number("WAYBILL_PORT_BASE", text));
        if (running.isPresent() && asked.isPresent() && !running.equals(asked)) {
            throw new InstallationFailed(
                    "Waybill runs on ports from "
                            + running.get()
                            + "; ./waybill down (without WAYBILL_PORT_BASE) ends it.");
        }
        return asked.or(() -> running).orElse(DEFAULT_PORT_BASE);
    }

    /** As asked for, else as many as were started, else one. */
    private static int engines() {
        int engines =
                setting("WAYBILL_ENGINES")
                        .map(text -> number("WAYBILL_ENGINES", text))
                        .orElseGet(Launcher::startedEngines);
        if (engines < 1 || engines > Ports.MOST_ENGINES) {
            throw new InstallationFailed(
                    "WAYBILL_ENGINES is " + engines + "; it may be 1 to " + Ports.MOST_ENGINES);
        }
        return engines;
    }

    /** Also what has ended since by itself: it is started again. */
    private static int startedEngines() {
        var file = new RunFile(new Layout(home()).runFile());
        for (int number = Ports.MOST_ENGINES - 1; number > 0; number--) {
            var name = new Instance(Ports.ENGINE, number).name();
            if (file.process(name).isPresent()) {
                return number + 1;
            }
        }
        return 1;
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
    }

    private static Optional<Integer> runsOn(RunFile.Run run) {
        boolean runs = run.processes().stream().anyMatch(each -> each.handle().isPresent());
        return runs ? Optional.of(run.portBase()) : Optional.empty();
    }

    private static int number(String setting, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InstallationFailed(setting + " is not a number: " + text, e);
        }
    }
}
