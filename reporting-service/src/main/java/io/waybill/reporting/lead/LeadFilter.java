package io.waybill.reporting.lead;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which leads of an account are meant; null means all.
 *
 * @param from first moment of receipt, included
 * @param to first moment of receipt that is not included
 */
public record LeadFilter(
        @Nullable UUID flow,
        @Nullable UUID source,
        @Nullable String outcome,
        @Nullable String state,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean tests) {

    public static final LeadFilter ALL = new LeadFilter(null, null, null, null, null, null, true);
}
