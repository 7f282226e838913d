package io.waybill.feedback.leadfeedback.store;

import io.waybill.eventsourcing.store.PositionedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * All that is learned from other services, written in the transaction that moves the projection.
 */
public final class KnownProjection {

    private KnownProjection() {}

    /**
     * Takes events of delivery.attempts, flow.leads, flow.keys and flow.versions; those that matter
     * to no table pass.
     */
    public static void write(Connection connection, List<PositionedEvent> events)
            throws SQLException {
        DeliveryProjection.write(connection, events);
        LeadProjection.write(connection, events);
    }
}
