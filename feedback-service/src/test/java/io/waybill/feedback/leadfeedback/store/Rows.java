package io.waybill.feedback.leadfeedback.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A delivery as the view shows it. */
final class Rows {

    static final UUID SOURCE = UUID.fromString("0199a1f0-0000-7000-8000-00000000504c");
    static final Instant AT = Instant.parse("2026-11-22T10:15:30.123456Z");

    private Rows() {}

    static DeliveryRow delivery() {
        DeliveryRow row = new DeliveryRow();
        row.eventId = UUID.fromString("5b0f2c1d-9a3e-8f47-a1b2-c3d4e5f60718");
        row.leadId = new UUID(2, 2);
        row.flowId = new UUID(3, 3);
        row.flowVersion = 4;
        row.sourceId = SOURCE;
        row.stepId = "step";
        row.accountId = new UUID(5, 5);
        row.lane = row.accountId.toString();
        row.acceptedAt = AT;
        row.leadReceivedAt = AT.minusSeconds(60);
        row.currency = "USD";
        row.keyKnown = true;
        row.revenue = new BigDecimal("12.5000");
        row.cost = new BigDecimal("8.0000");
        row.version = 7;
        return row;
    }
}
