package io.waybill.feedback.terms;

import io.waybill.language.RuleSet;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How the source is told of a feedback.
 *
 * @param rules feedback that does not meet them is taken and not sent
 * @param settings of a delivery; values are templates, secrets are sealed
 * @param settleWithin how long the source may take to answer
 * @param repeatSafe whether the source recognises the idempotency key of a repeated call
 */
public record Sending(
        When when,
        Optional<RuleSet> rules,
        Address address,
        Map<String, Object> settings,
        Timing timing) {

    /** At once, so that the source's answer goes back to the buyer; or with others in a file. */
    public enum When {
        NOW,
        BATCH
    }

    /** Where to, beside the settings: they are written over those of the destination. */
    public record Address(Optional<UUID> destinationId, Optional<UUID> credentialId) {}

    public record Timing(Duration settleWithin, boolean repeatSafe) {}
}
