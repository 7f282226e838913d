package io.waybill.intake.submission;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header by which a source says that two calls are the same submission. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    public static Optional<String> parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        if (header.length() > LONGEST) {
            throw new SubmissionRefused(
                    Refusal.KEY_INVALID,
                    HEADER + " header is longer than " + LONGEST + " characters");
        }
        return Optional.of(header.strip());
    }
}
