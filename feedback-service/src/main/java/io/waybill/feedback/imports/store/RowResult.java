package io.waybill.feedback.imports.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What one try to give the feedback of a row came to. */
sealed interface RowResult {

    /**
     * It has its result.
     *
     * @param outcome success, failure or error
     */
    record Done(String outcome, Optional<String> code, Optional<String> answer)
            implements RowResult {

        static Done error(String code, String answer) {
            return new Done("error", Optional.of(code), Optional.of(answer));
        }
    }

    /** It is recorded, and its source is being asked. */
    record Pending(UUID feedbackId) implements RowResult {}

    /**
     * It is tried again.
     *
     * @param counts whether that is one try less
     */
    record Later(Duration pause, boolean counts) implements RowResult {}
}
