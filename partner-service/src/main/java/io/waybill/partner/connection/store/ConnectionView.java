package io.waybill.partner.connection.store;

import io.waybill.partner.connection.Side;
import io.waybill.partner.connection.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as one side sees it.
 *
 * @param side on which the reader stands
 * @param target where the leads go; empty for the seller, whom it does not concern
 */
public record ConnectionView(
        UUID id,
        Side side,
        Partner partner,
        String state,
        List<String> fields,
        List<String> holds,
        Optional<Target> target,
        Optional<UUID> invitationId,
        Times times) {

    public ConnectionView {
        fields = List.copyOf(fields);
        holds = List.copyOf(holds);
    }

    /**
     * The other side.
     *
     * @param id null as long as nobody has accepted
     */
    public record Partner(@Nullable UUID id, String name) {}

    /** When what happened, and what ended it. */
    public record Times(
            Instant openedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant configuredAt,
            @Nullable Instant endedAt,
            @Nullable String endCause) {}
}
