package io.waybill.partner.connection;

import io.waybill.partner.account.Label;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a connection. Words of people are empty in an event that was read back. */
public sealed interface ConnectionEvent {

    /**
     * @param inviteeName null in an event that was read back: no decision needs it
     */
    record ConnectionOpened(
            UUID connectionId,
            UUID sellerId,
            UUID invitationId,
            @Nullable Label inviteeName,
            List<String> fields)
            implements ConnectionEvent {
        public ConnectionOpened {
            fields = List.copyOf(fields);
        }
    }

    /**
     * @param buyerName null in an event that was read back: no decision needs it
     */
    record ConnectionAccepted(UUID buyerId, @Nullable Label buyerName, boolean paying)
            implements ConnectionEvent {}

    record ConnectionConfigured(Target target) implements ConnectionEvent {}

    record ConnectionPaused(Hold hold, Optional<String> reason) implements ConnectionEvent {}

    record ConnectionResumed(Hold hold) implements ConnectionEvent {}

    record ConnectionEnded(EndCause cause, Optional<String> reason) implements ConnectionEvent {}
}
