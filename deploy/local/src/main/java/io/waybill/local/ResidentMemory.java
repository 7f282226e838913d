package io.waybill.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory a process and its children hold, where the system tells (Linux). */
final class ResidentMemory {

    private ResidentMemory() {}

    /**
     * Bytes. A process with children shares memory with them, so that each page is counted once;
     * for a single process it is the resident size.
     */
    static long of(ProcessHandle process) {
        var children = process.descendants().toList();
        if (children.isEmpty()) {
            return kilobytes(process.pid(), "status", "VmRSS:") * 1024;
        }
        return Stream.concat(Stream.of(process), children.stream())
                        .mapToLong(each -> kilobytes(each.pid(), "smaps_rollup", "Pss:"))
                        .sum()
                * 1024;
    }

    private static long kilobytes(long pid, String file, String key) {
        var path = Path.of("/proc", Long.toString(pid), file);
        try (var lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }
}
