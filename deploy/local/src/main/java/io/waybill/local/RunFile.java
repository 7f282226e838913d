package io.waybill.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code run.json}: which processes were started, on which ports. Replaced whole, never torn. */
final class RunFile {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What stands in the file. */
    record Run(int portBase, List<RunningProcess> processes) {

        Optional<RunningProcess> process(String name) {
            return processes.stream().filter(process -> process.name().equals(name)).findFirst();
        }
    }

    private final Path file;

    RunFile(Path file) {
        this.file = file;
    }

    synchronized Optional<Run> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Run.class));
        } catch (JsonProcessingException e) {
            throw new InstallationFailed(
                    file + " is not readable; remove it when nothing of Waybill runs", e);
        } catch (IOException e) {
            throw new InstallationFailed("Cannot read " + file, e);
        }
    }

    Optional<RunningProcess> process(String name) {
        return read().flatMap(run -> run.process(name));
    }

    /** Records the process in place of an earlier one of that name. */
    synchronized void put(int portBase, RunningProcess process) {
        var others = without(process.name());
        others.add(process);
        write(new Run(portBase, others));
    }

    synchronized void remove(String name) {
        read().ifPresent(run -> write(new Run(run.portBase(), without(name))));
    }

    private List<RunningProcess> without(String name) {
        var processes = new ArrayList<>(read().map(Run::processes).orElse(List.of()));
        processes.removeIf(process -> process.name().equals(name));
        return processes;
    }

    private void write(Run run) {
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.getParent());
            JSON.writeValue(next.toFile(), run);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InstallationFailed("Cannot write " + file, e);
        }
    }
}
