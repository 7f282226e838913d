package io.waybill.feedback.imports;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A file of feedback and how far it has come.
 *
 * @param type of rows that name none
 */
public record FeedbackImport(
        UUID id, UUID accountId, UUID correlation, Label label, State state, Progress progress) {

    /** What its owner knows it by. */
    public record Label(String name, Optional<String> type, Instant createdAt) {}

    /** Where it is; a held one goes on when it is started again. */
    public enum State {
        OPEN,
        RUNNING,
        HELD,
        DONE
    }

    /**
     * @param broken rows that could not be read, or that came to an error
     * @param endedAt empty while it is not done
     */
    public record Progress(
            long rows,
            long done,
            long succeeded,
            long failed,
            long broken,
            Optional<Instant> endedAt) {}
}
