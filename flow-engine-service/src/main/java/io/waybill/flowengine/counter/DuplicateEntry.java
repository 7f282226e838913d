package io.waybill.flowengine.counter;

import java.time.Instant;
import java.util.UUID;

/**
 * The lead by which a later one is a duplicate.
 *
 * @param at when it came
 * @param until when it is forgotten
 */
public record DuplicateEntry(UUID leadId, Instant at, Instant until) {}
