package io.waybill.reporting.rebuild;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild: new tables are filled from the beginning of the topics, then take the place of the
 * live ones.
 *
 * @param state running, done once the tables were swapped, failed (see the message), or interrupted
 *     when its process ended
 */
public record Rebuild(
        UUID id,
        String state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String message,
        Progress progress) {

    public static final String RUNNING = "running";

    /** How far the replay is. */
    public record Progress(long recordsPerSecond, List<TopicProgress> topics) {

        public static final Progress NONE = new Progress(0, List.of());
    }

    /** Offsets behind us and offsets to go through; gaps of the log are counted with both. */
    public record TopicProgress(String topic, long done, long total) {}
}
