package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.LeadOutcome;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a delivery came to. Never shows its values.
 *
 * @param certain false when the buyer may have taken the lead although no answer was read
 * @param price the price that the buyer's reply named
 * @param captured values that later steps may read
 */
public record Settlement(
        LeadOutcome outcome,
        boolean certain,
        Optional<String> reason,
        Optional<BigDecimal> price,
        Optional<String> reference,
        Map<String, Object> captured) {

    /** What comes of a hand-over that could not begin. */
    static Settlement unsent(String reason) {
        return new Settlement(
                LeadOutcome.ERROR,
                true,
                Optional.of(reason),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** Whether it came about is known; an answer that was read is one that is known. */
    boolean isKnown() {
        return outcome == LeadOutcome.SUCCESS || certain;
    }

    /** The form in which rules and templates of later steps read it. */
    Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>(captured);
        result.put("outcome", outcome.word());
        reason.ifPresent(text -> result.put("reason", text));
        price.ifPresent(amount -> result.put("price", amount));
        reference.ifPresent(text -> result.put("reference", text));
        return result;
    }

    @Override
    public String toString() {
        return "Settlement[" + outcome + (certain ? "" : ", not certain") + "]";
    }
}
