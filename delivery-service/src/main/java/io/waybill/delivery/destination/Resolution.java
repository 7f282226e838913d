package io.waybill.delivery.destination;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a delivery goes, as its destination stands now. */
public sealed interface Resolution {

    /**
     * @param destination empty where the step's settings stand alone
     * @param settings the destination's, and over them the step's
     * @param credentialId the step's, or else the destination's
     */
    record Found(
            Optional<Destination> destination,
            Map<String, Object> settings,
            Optional<UUID> credentialId)
            implements Resolution {

        /** Settings are left out: some are secrets. */
        @Override
        public String toString() {
            return "Found[masked]";
        }
    }

    /**
     * Nothing can be sent.
     *
     * @param reason names what is missing, and says what to do
     */
    record Gone(String reason) implements Resolution {}

    /**
     * @param destinationId that the step names; null where it names none
     * @param credentialId that the step names; null where it names none
     * @param step settings of the step
     */
    static Resolution of(
            Destinations destinations,
            UUID account,
            @Nullable UUID destinationId,
            @Nullable UUID credentialId,
            Map<String, Object> step) {
        Optional<UUID> own = Optional.ofNullable(credentialId);
        if (destinationId == null) {
            return new Found(Optional.empty(), step, own);
        }
        Optional<Destination> found = destinations.find(account, destinationId);
        if (found.isEmpty()) {
            return new Gone(
                    "There is no destination "
                            + destinationId
                            + ": it was deleted, or is not this account's. Name another one in the"
                            + " step and deploy the flow");
        }
        Destination destination = found.get();
        if (!destination.enabled()) {
            return new Gone(
                    "The destination \""
                            + destination.name()
                            + "\" is disabled. Enable it and deliver again");
        }
        return new Found(found, settings(destination, step), own.or(destination::credentialId));
    }

    private static Map<String, Object> settings(Destination destination, Map<String, Object> step) {
        Map<String, Object> settings = new LinkedHashMap<>(destination.settingsUnder(step));
        if (destination.limits().timeout().compareTo(Limits.LONGEST_TIMEOUT) < 0) {
            settings.putIfAbsent(
                    "timeout_seconds",
                    Long.toString(Math.max(1, destination.limits().timeout().toSeconds())));
        }
        return settings;
    }
}
