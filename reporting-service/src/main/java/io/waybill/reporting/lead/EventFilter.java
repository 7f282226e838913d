package io.waybill.reporting.lead;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events of an account are meant; null means all.
 *
 * @param recipient a step, and only the events of its deliveries
 */
public record EventFilter(
        @Nullable String type,
        @Nullable String step,
        @Nullable String recipient,
        @Nullable String outcome,
        @Nullable UUID lead,
        @Nullable Instant from,
        @Nullable Instant to) {}
