package io.waybill.local;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process that was started, as recorded. The start time tells it from a later process that the
 * system gave the same number.
 */
public record RunningProcess(String name, long pid, long startedAt, List<Integer> ports) {

    static RunningProcess of(String name, ProcessHandle handle, List<Integer> ports) {
        return new RunningProcess(name, handle.pid(), startOf(handle), List.copyOf(ports));
    }

    /** The process, when it still runs and is the one that was recorded. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> startOf(handle) == startedAt);
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
