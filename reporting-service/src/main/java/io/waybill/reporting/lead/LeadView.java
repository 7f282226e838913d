package io.waybill.reporting.lead;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead in a list.
 *
 * @param outcome success, failure, error, or pending
 * @param erasedAt when the data of the person was destroyed; then there is no reason either
 */
public record LeadView(
        UUID id,
        Named flow,
        int flowVersion,
        Named source,
        Instant receivedAt,
        @Nullable Instant completedAt,
        String outcome,
        @Nullable String reason,
        @Nullable BigDecimal price,
        @Nullable BigDecimal revenue,
        @Nullable String currency,
        boolean test,
        @Nullable String state,
        @Nullable String postalPrefix,
        @Nullable String phoneArea,
        @Nullable String mailDomain,
        @Nullable Instant erasedAt) {

    /** The outcome of a lead that is not completed. */
    public static final String PENDING = "pending";
}
