package io.waybill.systemtests.model;

import java.math.BigDecimal;

/**
 * How a hand-over settled for its step.
 *
 * @param certain false where the buyer may hold the lead although no answer was read
 * @param revenue what the ledger says it earned
 */
public record Settling(String stepId, String outcome, boolean certain, BigDecimal revenue) {

    public boolean sold() {
        return outcome.equals("SUCCESS") && certain;
    }
}
