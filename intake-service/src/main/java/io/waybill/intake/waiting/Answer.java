package io.waybill.intake.waiting;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** What a waiting call comes to. */
public sealed interface Answer {

    /** The lead has its outcome; {@code outcome} is success, failure or error. */
    record Concluded(UUID leadId, String outcome, Optional<String> reason, BigDecimal price)
            implements Answer {

        /** Without the reason, which may repeat what somebody sent. */
        @Override
        public String toString() {
            return "Concluded[" + leadId + ", " + outcome + "]";
        }
    }

    /** The lead is safe and still runs. */
    record Pending(UUID leadId) implements Answer {}

    /** The idempotency key came with another body before. */
    record KeyReused() implements Answer {}

    /** The flow was disabled before the lead was decided. */
    record FlowDisabled() implements Answer {}

    /** The source was disabled before the lead was decided. */
    record SourceDisabled() implements Answer {}

    /** The flow or source was gone before the lead was decided. */
    record NotFound() implements Answer {}

    /** Nobody knows whether the lead was kept: the source must send it again. */
    record NotKept() implements Answer {}
}
