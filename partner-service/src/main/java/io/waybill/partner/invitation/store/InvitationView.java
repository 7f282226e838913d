package io.waybill.partner.invitation.store;

import io.waybill.partner.invitation.Invitee;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invitation as its seller sees it; the link is not among that. */
public record InvitationView(
        UUID id,
        UUID connectionId,
        String state,
        Invitee invitee,
        List<String> fields,
        Optional<UUID> flowId,
        Optional<String> stepId,
        Times times) {

    public InvitationView {
        fields = List.copyOf(fields);
    }

    /** When what happened. */
    public record Times(
            Instant sentAt, Instant lastMailAt, Instant expiresAt, @Nullable Instant endedAt) {}
}
