package io.waybill.flowengine.linkedrun.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was asked for, and how far it has come.
 *
 * @param selection JSON of the selection
 * @param position the last lead that a selection by filter has looked at
 * @param tries how often the next leads could not be looked at
 * @param progress how many leads were looked at, run again and refused
 */
public record RunRequest(
        UUID id,
        UUID accountId,
        UUID correlationId,
        String selection,
        Instant createdAt,
        UUID position,
        int tries,
        Progress progress) {

    /**
     * @param hasMore true when it ended with leads left, because it made as many runs as one may
     * @param endedAt empty while it goes on
     */
    public record Progress(
            int lookedAt, int made, int refused, boolean hasMore, Optional<Instant> endedAt) {

        public static final Progress NONE = new Progress(0, 0, 0, false, Optional.empty());

        public Progress looked() {
            return new Progress(lookedAt + 1, made, refused, hasMore, endedAt);
        }

        public Progress ran() {
            return new Progress(lookedAt, made + 1, refused, hasMore, endedAt);
        }

        public Progress turnedDown() {
            return new Progress(lookedAt, made, refused + 1, hasMore, endedAt);
        }

        public Progress ended(Instant at, boolean more) {
            return new Progress(lookedAt, made, refused, more, Optional.of(at));
        }
    }
}
