package io.waybill.flowengine.partner.kafka;

import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.Connection.Receiver;
import io.waybill.partner.v1.ConnectionAccepted;
import io.waybill.partner.v1.ConnectionConfigured;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.partner.v1.ConnectionOpened;
import io.waybill.partner.v1.ConnectionPaused;
import io.waybill.partner.v1.ConnectionResumed;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the events of a connection make of it. */
public final class ConnectionEvents {

    private ConnectionEvents() {}

    /** The connection that a record is about; empty for any other record. */
    public static Optional<UUID> subject(SpecificRecord event) {
        return Optional.ofNullable(
                switch (event) {
                    case ConnectionOpened e -> e.getConnectionId();
                    case ConnectionAccepted e -> e.getConnectionId();
                    case ConnectionConfigured e -> e.getConnectionId();
                    case ConnectionPaused e -> e.getConnectionId();
                    case ConnectionResumed e -> e.getConnectionId();
                    case ConnectionEnded e -> e.getConnectionId();
                    default -> null;
                });
    }

    /**
     * The connection after an event of it. Total: what is none of its events leaves it as it is.
     */
    public static Connection evolve(Connection before, SpecificRecord event) {
        return switch (event) {
            case ConnectionAccepted e -> before.accepted(e.getBuyerId());
            case ConnectionConfigured e ->
                    before.configured(
                            receiver(e.getDestinationId(), e.getFlowId(), e.getSourceId()));
            case ConnectionPaused e -> before.held(e.getHold());
            case ConnectionResumed e -> before.released(e.getHold());
            case ConnectionEnded e -> before.ended(e.getCause());
            default -> before;
        };
    }

    /** Where leads go; empty where that is not said whole. */
    public static Optional<Receiver> receiver(
            @Nullable UUID destination, @Nullable UUID flow, @Nullable UUID source) {
        if (flow != null && source != null) {
            return Optional.of(new Receiver.ToFlow(flow, source));
        }
        return destination == null
                ? Optional.empty()
                : Optional.of(new Receiver.ToDestination(destination));
    }
}
