package io.waybill.flowengine.trial;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.Settlement;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a buyer, or whoever is asked for data, answers in a trial.
 *
 * @param captured values that later steps may read
 */
public record Reply(
        LeadOutcome outcome,
        Optional<String> reason,
        Optional<BigDecimal> price,
        Map<String, Object> captured) {

    static final Reply SUCCESS =
            new Reply(LeadOutcome.SUCCESS, Optional.empty(), Optional.empty(), Map.of());

    Settlement settlement() {
        return new Settlement(outcome, true, reason, price, Optional.empty(), captured);
    }

    @Override
    public String toString() {
        return "Reply[" + outcome + "]";
    }
}
