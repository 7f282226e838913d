package io.waybill.feedback.leadfeedback.store;

import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.meta.v1.EventMeta;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of deliveries and data keys, written in the transaction that moves the projection. */
public final class DeliveryProjection {

    private static final String INSERT_DELIVERY =
            """
            INSERT INTO delivery (event_id, lead_id, flow_id, source_id, step_id, account_id,
                                  counterparty_id, lane, test, accepted_at, return_enabled,
                                  return_max_age_days, conversion_enabled)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id) DO NOTHING
            """;

    /** An erased key stays erased, whatever heartbeat comes after. */
    private static final String UPSERT_KEY =
            """
            INSERT INTO lead_key AS k (lead_id, wrapped_key, master_key_id) VALUES (?, ?, ?)
            ON CONFLICT (lead_id) DO UPDATE
            SET wrapped_key = EXCLUDED.wrapped_key, master_key_id = EXCLUDED.master_key_id
            WHERE k.wrapped_key IS NOT NULL
            """;

    private DeliveryProjection() {}

    /** Takes events of delivery.attempts and flow.keys; those that matter to neither table pass. */
    public static void write(Connection connection, List<PositionedEvent> events)
            throws SQLException {
        writeDeliveries(connection, events);
        writeKeys(connection, events);
    }

    private static void writeDeliveries(Connection connection, List<PositionedEvent> events)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_DELIVERY)) {
            for (PositionedEvent event : events) {
                if (event.value() instanceof DeliveryAccepted accepted) {
                    bind(insert, accepted);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void writeKeys(Connection connection, List<PositionedEvent> events)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT_KEY)) {
            for (PositionedEvent event : events) {
                switch (event.value()) {
                    case LeadKeyLive live -> bind(upsert, leadOf(event), live);
                    case LeadKeyErased _ -> bind(upsert, leadOf(event), null);
                    case null, default -> {
                        continue;
                    }
                }
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static UUID leadOf(PositionedEvent event) {
        return event.meta().getStreamId();
    }

    private static void bind(PreparedStatement insert, DeliveryAccepted accepted)
            throws SQLException {
        EventMeta meta = accepted.getMeta();
        insert.setObject(1, meta.getStreamId());
        insert.setObject(2, accepted.getLeadId());
        insert.setObject(3, accepted.getFlowId());
        insert.setObject(4, accepted.getSourceId());
        insert.setString(5, accepted.getStepId());
        insert.setObject(6, meta.getAccountId());
        insert.setObject(7, meta.getCounterpartyId());
        insert.setString(8, meta.getLane());
        insert.setBoolean(9, meta.getTest());
        insert.setObject(10, meta.getOccurredAt().atOffset(ZoneOffset.UTC));
        insert.setBoolean(11, accepted.getReturnEnabled());
        insert.setObject(12, accepted.getReturnMaxAgeDays());
        insert.setBoolean(13, accepted.getConversionEnabled());
    }

    private static void bind(PreparedStatement upsert, UUID lead, @Nullable LeadKeyLive live)
            throws SQLException {
        upsert.setObject(1, lead);
        upsert.setBytes(2, live == null ? null : bytes(live.getWrappedKey()));
        upsert.setString(3, live == null ? null : live.getMasterKeyId());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
