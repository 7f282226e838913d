package io.waybill.flowengine.leadrun;

import java.util.UUID;

/** The Event ID of a delivery: the same for the same lead, step and run, and not to be guessed. */
@FunctionalInterface
public interface EventIdOf {

    UUID delivery(UUID leadId, String stepId, int run);
}
