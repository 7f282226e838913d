package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.StepOutcome;
import io.waybill.delivery.settling.store.RowState.Said;
import io.waybill.delivery.v1.DeliveryGivenUp;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.meta.v1.EventMeta;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What an event says about how a delivery ended, for its row. */
final class Sayings {

    private Sayings() {}

    /**
     * @param record the event as the ledger has it, with its reason sealed
     */
    static Optional<Said> of(DeliveryEvent event, SpecificRecord record) {
        return switch (record) {
            case DeliverySettled settled when event instanceof DeliveryEvent.DeliverySettled told ->
                    Optional.of(
                            new Said(
                                    settled.getMeta().getOccurredAt(),
                                    null,
                                    settled.getMeta().getRecordId(),
                                    "DeliverySettled.reason",
                                    settled.getReason(),
                                    worth(told.outcome(), told.read().price())));
            case DeliveryReconciled known
                    when event instanceof DeliveryEvent.DeliveryReconciled told ->
                    Optional.of(
                            later(known.getMeta(), "DeliveryReconciled.reason")
                                    .because(
                                            known.getReason(),
                                            worth(told.outcome(), told.read().price())));
            case DeliveryGivenUp givenUp ->
                    Optional.of(
                            later(givenUp.getMeta(), "DeliveryGivenUp.reason")
                                    .because(givenUp.getReason(), null));
            default -> Optional.empty();
        };
    }

    private static Said later(EventMeta meta, String field) {
        Instant at = meta.getOccurredAt();
        return new Said(at, at, meta.getRecordId(), field, null, null);
    }

    /** The price that the buyer names for what it took. */
    private static @Nullable BigDecimal worth(StepOutcome outcome, @Nullable BigDecimal named) {
        return outcome == StepOutcome.SUCCESS ? named : null;
    }
}
