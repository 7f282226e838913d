package io.waybill.partner.connection.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.waybill.partner.connection.Side;
import io.waybill.partner.connection.Target;
import io.waybill.partner.connection.store.ConnectionView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection as one side sees it; where the leads go stands there for the buyer only. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectionBody(
        UUID id,
        String side,
        PartnerBody partner,
        String state,
        List<String> fields,
        List<String> holds,
        @Nullable UUID destinationId,
        @Nullable UUID flowId,
        @Nullable UUID sourceId,
        @Nullable UUID invitationId,
        String openedAt,
        @Nullable String acceptedAt,
        @Nullable String configuredAt,
        @Nullable String endedAt,
        @Nullable String endCause) {

    /** The other side; without an id as long as nobody has accepted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartnerBody(@Nullable UUID id, String name) {}

    static ConnectionBody of(ConnectionView view) {
        Target target = view.target().orElse(null);
        Target.ToFlow flow = target instanceof Target.ToFlow to ? to : null;
        ConnectionView.Times times = view.times();
        return new ConnectionBody(
                view.id(),
                word(view.side()),
                new PartnerBody(view.partner().id(), view.partner().name()),
                view.state(),
                view.fields(),
                view.holds(),
                target instanceof Target.ToDestination to ? to.destinationId() : null,
                flow == null ? null : flow.flowId(),
                flow == null ? null : flow.sourceId(),
                view.invitationId().orElse(null),
                times.openedAt().toString(),
                text(times.acceptedAt()),
                text(times.configuredAt()),
                text(times.endedAt()),
                times.endCause());
    }

    static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
