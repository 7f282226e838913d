package io.waybill.partner.connection.store;

import io.waybill.delivery.v1.DestinationCreated;
import io.waybill.delivery.v1.DestinationDeleted;
import io.waybill.delivery.v1.DestinationDisabled;
import io.waybill.delivery.v1.DestinationEnabled;
import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowDisabled;
import io.waybill.flow.v1.FlowEnabled;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.store.BuyerReviews;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of destinations and flows, and whose connections have to be looked at for them. */
public final class PlaceProjection {

    private static final String PUT =
            """
            INSERT INTO place (id, account_id, kind, enabled) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled
            """;

    private PlaceProjection() {}

    public static void write(Connection connection, List<PositionedEvent> events)
            throws SQLException {
        Set<UUID> accounts = new HashSet<>();
        for (PositionedEvent event : events) {
            EventMeta changed = write(connection, event);
            if (changed != null) {
                accounts.add(changed.getAccountId());
            }
        }
        if (!accounts.isEmpty()) {
            BuyerReviews.ask(connection, accounts);
        }
    }

    private static @Nullable EventMeta write(Connection connection, PositionedEvent event)
            throws SQLException {
        return switch (event.value()) {
            case DestinationCreated made -> destination(connection, made.getMeta(), true);
            case DestinationEnabled on -> destination(connection, on.getMeta(), true);
            case DestinationDisabled off -> destination(connection, off.getMeta(), false);
            case DestinationDeleted gone -> delete(connection, gone.getMeta());
            case FlowCreated made -> flow(connection, made.getMeta(), true);
            case FlowEnabled on -> flow(connection, on.getMeta(), true);
            case FlowDisabled off -> flow(connection, off.getMeta(), false);
            case null, default -> null;
        };
    }

    private static EventMeta destination(Connection connection, EventMeta meta, boolean enabled)
            throws SQLException {
        return put(connection, meta, PlaceRow.DESTINATION, enabled);
    }

    private static EventMeta flow(Connection connection, EventMeta meta, boolean enabled)
            throws SQLException {
        return put(connection, meta, PlaceRow.FLOW, enabled);
    }

    private static EventMeta put(
            Connection connection, EventMeta meta, String kind, boolean enabled)
            throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setObject(1, meta.getStreamId());
            put.setObject(2, meta.getAccountId());
            put.setString(3, kind);
            put.setBoolean(4, enabled);
            put.executeUpdate();
        }
        return meta;
    }

    private static EventMeta delete(Connection connection, EventMeta meta) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM place WHERE id = ?")) {
            delete.setObject(1, meta.getStreamId());
            delete.executeUpdate();
        }
        return meta;
    }
}
