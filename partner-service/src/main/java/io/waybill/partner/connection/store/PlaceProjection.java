package io.waybill.partner.connection.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.delivery.v1.DestinationChanged;
import io.waybill.delivery.v1.DestinationCreated;
import io.waybill.delivery.v1.DestinationDeleted;
import io.waybill.delivery.v1.DestinationDisabled;
import io.waybill.delivery.v1.DestinationEnabled;
import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowDisabled;
import io.waybill.flow.v1.FlowEnabled;
import io.waybill.flow.v1.FlowVersionDeployed;
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
            INSERT INTO place (id, account_id, kind, enabled, fit) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled
            """;

    private static final String FIT = "UPDATE place SET fit = ? WHERE id = ?";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Place DESTINATION_ON = new Place(PlaceRow.DESTINATION, true, true);
    private static final Place DESTINATION_OFF = new Place(PlaceRow.DESTINATION, false, true);
    private static final Place NEW_FLOW = new Place(PlaceRow.FLOW, true, false);
    private static final Place FLOW_ON = new Place(PlaceRow.FLOW, true, true);
    private static final Place FLOW_OFF = new Place(PlaceRow.FLOW, false, true);

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
            case DestinationCreated made ->
                    put(
                            connection,
                            made.getMeta(),
                            new Place(PlaceRow.DESTINATION, true, takesEach(made.getDefinition())));
            case DestinationChanged changed ->
                    fit(connection, changed.getMeta(), takesEach(changed.getDefinition()));
            case DestinationEnabled on -> put(connection, on.getMeta(), DESTINATION_ON);
            case DestinationDisabled off -> put(connection, off.getMeta(), DESTINATION_OFF);
            case DestinationDeleted gone -> delete(connection, gone.getMeta());
            case FlowCreated made -> put(connection, made.getMeta(), NEW_FLOW);
            case FlowVersionDeployed deployed -> fit(connection, deployed.getMeta(), true);
            case FlowEnabled on -> put(connection, on.getMeta(), FLOW_ON);
            case FlowDisabled off -> put(connection, off.getMeta(), FLOW_OFF);
            case null, default -> null;
        };
    }

    /**
     * A place as an event tells it.
     *
     * @param fit of one that was not known before; it is told by events of its own
     */
    private record Place(String kind, boolean enabled, boolean fit) {}

    /** One that gathers leads takes none over a connection. */
    private static boolean takesEach(String definition) {
        try {
            return !JSON.readTree(definition).hasNonNull("batch");
        } catch (JsonProcessingException unreadable) {
            return false;
        }
    }

    private static EventMeta put(Connection connection, EventMeta meta, Place place)
            throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setObject(1, meta.getStreamId());
            put.setObject(2, meta.getAccountId());
            put.setString(3, place.kind);
            put.setBoolean(4, place.enabled);
            put.setBoolean(5, place.fit);
            put.executeUpdate();
        }
        return meta;
    }

    private static EventMeta fit(Connection connection, EventMeta meta, boolean fit)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FIT)) {
            update.setBoolean(1, fit);
            update.setObject(2, meta.getStreamId());
            update.executeUpdate();
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
