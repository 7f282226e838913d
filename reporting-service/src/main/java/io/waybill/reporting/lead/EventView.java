package io.waybill.reporting.lead;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of a lead, for a reader.
 *
 * @param text the event in words
 * @param facts numbers, codes and prices that the event carries
 * @param opened sealed values other than the reason: request, reply, reference, appended
 */
public record EventView(
        UUID id,
        String type,
        Instant at,
        UUID leadId,
        @Nullable Named step,
        @Nullable UUID eventId,
        @Nullable String outcome,
        @Nullable String reason,
        String text,
        Map<String, Object> facts,
        @Nullable Map<String, Object> opened,
        boolean test) {}
