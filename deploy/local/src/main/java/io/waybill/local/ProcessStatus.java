package io.waybill.local;

/**
 * How one process is doing.
 *
 * @param pid 0 when it is down
 * @param residentBytes memory that it holds, its children included; 0 when unknown
 */
public record ProcessStatus(
        String name, State state, long pid, String address, long residentBytes) {

    /** Ready to work, running but not ready yet, or not there. */
    public enum State {
        READY,
        STARTING,
        DOWN
    }
}
