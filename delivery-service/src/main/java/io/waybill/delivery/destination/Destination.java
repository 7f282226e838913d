package io.waybill.delivery.destination;

import io.waybill.language.Retry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A destination as it stands at one revision.
 *
 * @param revision from 1, one more with each change
 * @param settings delivery settings by their names; secrets among them are sealed for the account
 * @param credentialId what requests are signed or authorised with
 * @param hours when it may be sent to; empty: at any time
 * @param batch how leads are gathered; empty: each goes by itself
 * @param repeatSafe it recognises the idempotency key, so that an attempt without an answer may be
 *     repeated
 * @param escalation who is told when it keeps failing
 * @param enabled whether anything is sent to it
 */
public record Destination(
        UUID id,
        UUID accountId,
        String name,
        long revision,
        Transport transport,
        Map<String, Object> settings,
        Optional<UUID> credentialId,
        Limits limits,
        Retry retry,
        Optional<Hours> hours,
        Optional<Batch> batch,
        boolean repeatSafe,
        Escalation escalation,
        boolean enabled) {

    /** Keeps the order of the settings: fields and headers go out as the seller wrote them. */
    public Destination {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The settings of a delivery: the destination's, and over them those of the step. */
    public Map<String, Object> settingsUnder(Map<String, Object> step) {
        Map<String, Object> effective = new LinkedHashMap<>(settings);
        effective.putAll(step);
        return effective;
    }

    /** Settings are left out: some are secrets. */
    @Override
    public String toString() {
        return "Destination[" + id + ", revision " + revision + "]";
    }
}
