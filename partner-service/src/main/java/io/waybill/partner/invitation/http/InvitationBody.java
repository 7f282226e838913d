package io.waybill.partner.invitation.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.waybill.partner.invitation.store.InvitationView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invitation as its seller sees it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvitationBody(
        UUID id,
        UUID connectionId,
        String state,
        String name,
        String email,
        @Nullable String message,
        List<String> fields,
        @Nullable UUID flowId,
        @Nullable String stepId,
        String sentAt,
        String lastMailAt,
        String expiresAt,
        @Nullable String endedAt) {

    static InvitationBody of(InvitationView view) {
        Instant ended = view.times().endedAt();
        return new InvitationBody(
                view.id(),
                view.connectionId(),
                view.state(),
                view.invitee().name().text(),
                view.invitee().email().text(),
                view.invitee().message().orElse(null),
                view.fields(),
                view.flowId().orElse(null),
                view.stepId().orElse(null),
                view.times().sentAt().toString(),
                view.times().lastMailAt().toString(),
                view.times().expiresAt().toString(),
                ended == null ? null : ended.toString());
    }

    @Override
    public String toString() {
        return "InvitationBody[" + id + "]";
    }
}
