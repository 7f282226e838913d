package io.waybill.feedback.leadfeedback.store;

import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.flow.v1.StepSettled;
import io.waybill.meta.v1.Outcome;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of what the engine says: leads' places, money and keys, and the versions of flows. */
final class LeadProjection {

    private static final String PLACE =
            """
            INSERT INTO lead_place (lead_id, partition, position) VALUES (?, ?, ?)
            ON CONFLICT (lead_id) DO NOTHING
            """;

    /** The last word is the one of whoever reconciled. */
    private static final String SALE =
            """
            INSERT INTO sale (event_id, revenue, sold) VALUES (?, ?, ?)
            ON CONFLICT (event_id) DO UPDATE
            SET revenue = EXCLUDED.revenue, sold = EXCLUDED.sold
            """;

    /**
     * A return of the lead may stand already. It is looked for later: one that is being recorded at
     * this moment is not seen here, and does not see this.
     */
    private static final String LATE =
            """
            INSERT INTO late_money (id, event_id, kind, known_at, correlation, due_at, tries,
                                    recorded)
            VALUES (?, ?, 'sale', ?, ?, now(), 0, false)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String COST =
            """
            INSERT INTO lead_cost (lead_id, cost) VALUES (?, ?) ON CONFLICT (lead_id) DO NOTHING
            """;

    /** An erased key stays erased, whatever heartbeat comes after. */
    private static final String KEY =
            """
            INSERT INTO lead_key AS k (lead_id, wrapped_key, master_key_id) VALUES (?, ?, ?)
            ON CONFLICT (lead_id) DO UPDATE
            SET wrapped_key = EXCLUDED.wrapped_key, master_key_id = EXCLUDED.master_key_id
            WHERE k.wrapped_key IS NOT NULL
            """;

    private static final String VERSION =
            """
            INSERT INTO flow_version (id, name, zone, definition) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;

    private LeadProjection() {}

    static void write(Connection connection, List<PositionedEvent> events) throws SQLException {
        try (PreparedStatement place = connection.prepareStatement(PLACE);
                PreparedStatement sale = connection.prepareStatement(SALE);
                PreparedStatement late = connection.prepareStatement(LATE);
                PreparedStatement cost = connection.prepareStatement(COST);
                PreparedStatement key = connection.prepareStatement(KEY);
                PreparedStatement version = connection.prepareStatement(VERSION)) {
            for (PositionedEvent event : events) {
                switch (event.value()) {
                    case LeadReceived _ -> bindPlace(place, event);
                    case StepSettled settled ->
                            bindSale(
                                    sale,
                                    settled.getEventId(),
                                    settled.getRevenue(),
                                    settled.getOutcome());
                    case SaleReconciled sold -> {
                        bindSale(sale, sold.getEventId(), sold.getRevenue(), sold.getOutcome());
                        bindLate(late, sold);
                    }
                    case LeadCompleted completed ->
                            bind(
                                    cost,
                                    event.meta().getStreamId(),
                                    // Records of before there were linked runs have the price only.
                                    Objects.requireNonNullElse(
                                            completed.getCost(), completed.getPrice()));
                    case LeadKeyLive live -> bindKey(key, event.meta().getStreamId(), live);
                    case LeadKeyErased _ -> bindKey(key, event.meta().getStreamId(), null);
                    case FlowVersionPublished published -> bind(version, published);
                    case null, default -> {}
                }
            }
            for (PreparedStatement statement : List.of(place, sale, late, cost, key, version)) {
                statement.executeBatch();
            }
        }
    }

    private static void bindPlace(PreparedStatement place, PositionedEvent event)
            throws SQLException {
        place.setObject(1, event.meta().getStreamId());
        place.setInt(2, event.partition());
        place.setLong(3, event.offset());
        place.addBatch();
    }

    private static void bindLate(PreparedStatement late, SaleReconciled sold) throws SQLException {
        if (sold.getRevenue().signum() > 0) {
            late.setString(1, LateMoneyRow.saleOf(sold.getEventId()));
            late.setObject(2, sold.getEventId());
            late.setObject(3, sold.getMeta().getOccurredAt().atOffset(ZoneOffset.UTC));
            late.setObject(4, sold.getMeta().getCorrelationId());
            late.addBatch();
        }
    }

    /** Also where it is nothing: then it is known that nothing was earned. */
    private static void bindSale(
            PreparedStatement sale, UUID eventId, BigDecimal revenue, Outcome outcome)
            throws SQLException {
        sale.setObject(1, eventId);
        sale.setBigDecimal(2, revenue);
        sale.setBoolean(3, outcome == Outcome.SUCCESS);
        sale.addBatch();
    }

    private static void bind(PreparedStatement money, UUID id, BigDecimal amount)
            throws SQLException {
        money.setObject(1, id);
        money.setBigDecimal(2, amount);
        money.addBatch();
    }

    private static void bindKey(PreparedStatement key, UUID lead, @Nullable LeadKeyLive live)
            throws SQLException {
        key.setObject(1, lead);
        key.setBytes(2, live == null ? null : Columns.bytes(live.getWrappedKey()));
        key.setString(3, live == null ? null : live.getMasterKeyId());
        key.addBatch();
    }

    private static void bind(PreparedStatement version, FlowVersionPublished published)
            throws SQLException {
        version.setString(1, FlowVersionRow.id(published.getFlowId(), published.getVersion()));
        version.setString(2, published.getName());
        version.setString(3, published.getZone());
        version.setString(4, published.getDefinition());
        version.addBatch();
    }
}
