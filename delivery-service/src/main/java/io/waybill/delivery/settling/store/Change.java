package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.schemas.OutboundRecord;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was decided for a delivery, ready to be written. */
record Change(
        Consignment consignment,
        List<DeliveryEvent> events,
        List<OutboundRecord> records,
        List<AttemptRow> attempts,
        RowState row) {

    Change {
        events = List.copyOf(events);
        records = List.copyOf(records);
        attempts = List.copyOf(attempts);
    }

    UUID eventId() {
        return consignment.eventId();
    }

    /** Whether a row with this sequence has the change already. */
    boolean isAt(@Nullable Long sequence) {
        return sequence != null && sequence == row.sequence();
    }
}
