package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.definition.LeadOutcome;
import java.math.BigDecimal;
import java.util.Optional;

/** What a source is told about a lead. Never shows the reason. */
record Answer(LeadOutcome outcome, Optional<String> reason, BigDecimal price) {

    @Override
    public String toString() {
        return "Answer[" + outcome + "]";
    }
}
