package io.waybill.reporting.lead;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One lead with everything that happened to it.
 *
 * @param runs all runs of the lead, where it has run again, this one among them
 * @param fields the submission as it came; absent when the person's data is erased
 */
public record LeadDetail(
        LeadView lead,
        @Nullable Instant closedAt,
        @Nullable Map<String, Object> fields,
        List<DeliveryView> deliveries,
        List<EventView> timeline,
        List<LinkedRunView> runs) {

    /**
     * A run of the same lead.
     *
     * @param number 1 for its first
     */
    public record LinkedRunView(UUID id, int number) {}

    /** A hand-over to a recipient: the outcome is absent until the step has settled. */
    public record DeliveryView(
            UUID eventId,
            Named step,
            int run,
            Instant requestedAt,
            @Nullable Instant settledAt,
            @Nullable String outcome,
            @Nullable Boolean certain,
            BigDecimal salePrice,
            @Nullable BigDecimal revenue,
            String currency) {}
}
