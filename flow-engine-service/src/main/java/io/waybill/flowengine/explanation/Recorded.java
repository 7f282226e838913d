package io.waybill.flowengine.explanation;

import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.Settlement;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as the ledger has it.
 *
 * @param cause the record that it was decided on; events of one decision have the same
 * @param at when it was decided
 * @param told what delivery said, where that led to the event
 */
public record Recorded(LeadRunEvent event, UUID cause, Instant at, Optional<Settlement> told) {}
