package io.waybill.local.kit;

import java.io.IOException;

/**
 * Ends another process when this JVM ends, however it ends: a shell reads from a pipe that only
 * this JVM holds open, and kills the process when the pipe breaks.
 */
public final class JvmWatch implements AutoCloseable {

    private final Process shell;

    private JvmWatch(Process shell) {
        this.shell = shell;
    }

    public static JvmWatch over(long pid) {
        try {
            var shell =
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    "cat >/dev/null; kill -9 \"$0\" 2>/dev/null",
                                    Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new JvmWatch(shell);
        } catch (IOException e) {
            throw new ServerFailed("Cannot watch process " + pid + ": " + e.getMessage(), e);
        }
    }

    /** Ends the watch; the process stays as it is. */
    @Override
    public void close() {
        shell.destroyForcibly();
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
    }
}
