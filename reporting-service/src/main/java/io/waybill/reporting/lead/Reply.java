package io.waybill.reporting.lead;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a source is told about its lead.
 *
 * @param outcome {@code pending} while the lead still runs; then there is no price yet
 * @param reason empty where there is none
 */
public record Reply(UUID leadId, String outcome, String reason, BigDecimal price) {

    public boolean pending() {
        return LeadView.PENDING.equals(outcome);
    }
}
