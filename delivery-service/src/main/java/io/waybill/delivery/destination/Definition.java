package io.waybill.delivery.destination;

import io.waybill.language.Retry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All that a destination's owner says of it.
 *
 * @param settings secrets among them are sealed, or stand for those that are kept
 */
public record Definition(
        String name,
        Transport transport,
        Map<String, Object> settings,
        Optional<UUID> credentialId,
        Limits limits,
        Retry retry,
        Optional<Hours> hours,
        Optional<Batch> batch,
        boolean repeatSafe,
        Escalation escalation) {

    public Definition {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    public Destination at(UUID id, UUID accountId, long revision, boolean enabled) {
        return new Destination(
                id,
                accountId,
                name,
                revision,
                transport,
                settings,
                credentialId,
                limits,
                retry,
                hours,
                batch,
                repeatSafe,
                escalation,
                enabled);
    }

    /** Settings are left out: some may be secrets. */
    @Override
    public String toString() {
        return "Definition[" + name + "]";
    }
}
