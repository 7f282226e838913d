package io.waybill.partner.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that was done in an account.
 *
 * @param sequence of the event in its stream
 * @param details of the event what names nobody
 */
public record AuditEntry(
        UUID id,
        Instant at,
        long sequence,
        String kind,
        Optional<Actor> actor,
        Subject subject,
        Map<String, String> details,
        Optional<From> from) {

    public AuditEntry {
        details = Map.copyOf(details);
    }

    /** Who did it. */
    public sealed interface Actor {

        /**
         * @param email not known of one who was erased
         */
        record User(UUID id, Optional<String> email, Optional<String> name) implements Actor {

            @Override
            public String toString() {
                return "User[" + id + "]";
            }
        }

        record ApiKey(UUID id, Optional<String> label) implements Actor {

            @Override
            public String toString() {
                return "ApiKey[" + id + "]";
            }
        }

        /** Somebody of another account, with which this one is connected. */
        record Partner() implements Actor {}

        /** Nobody: it became due. */
        record Itself() implements Actor {}
    }

    /** What it was done to. */
    public record Subject(String kind, UUID id) {}

    /** Where the call came from, of events of signing in. */
    public record From(Optional<String> address, Optional<String> client) {

        @Override
        public String toString() {
            return "From[masked]";
        }
    }
}
