package io.waybill.partner.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which entries are wanted.
 *
 * @param kind the name of the event, as {@code user-role-changed}
 * @param user who did it, or to whom it was done
 * @param from included
 * @param to not included
 */
public record AuditQuery(
        UUID accountId,
        Optional<String> kind,
        Optional<UUID> user,
        Optional<Instant> from,
        Optional<Instant> to) {

    /**
     * An entry's place in the list.
     *
     * @param sequence what happened at one moment is told apart by it
     */
    public record Place(Instant at, long sequence, UUID id) {}
}
