package io.waybill.delivery.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A credential as it is kept, its secrets sealed.
 *
 * @param revision from 1, one more with each change
 * @param members by their names; those that are secret are sealed for this credential
 * @param lastFour of the secret or, of a certificate, of its fingerprint; empty where that would
 *     tell too much
 * @param expiresAt when it stops working; empty where nobody has said
 */
public record Credential(
        UUID id,
        UUID accountId,
        String name,
        long revision,
        CredentialKind kind,
        Map<String, Object> members,
        String lastFour,
        Optional<Instant> expiresAt) {

    /** Of a secret that is being changed: the one before. */
    public static final String PREVIOUS_SECRET = "previous_secret";

    private static final Duration WARNED_BEFORE = Duration.ofDays(30);

    public Credential {
        members = Map.copyOf(members);
    }

    /** Whether two secrets are in force. */
    public boolean isRotating() {
        return members.containsKey(PREVIOUS_SECRET);
    }

    public boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** What its owner should know of its expiry now; empty where nothing is near. */
    public Optional<String> warning(Instant now) {
        if (isExpired(now)) {
            return Optional.of("expired on " + expiresAt.orElseThrow());
        }
        return expiresAt
                .filter(end -> end.isBefore(now.plus(WARNED_BEFORE)))
                .map(end -> {
                    long days = Duration.between(now, end).toDays();
                    return days == 0
                            ? "expires within a day, on " + end
                            : "expires in " + days + (days == 1 ? " day" : " days") + ", on " + end;
                });
    }

    /** Members are left out: some are secrets, if sealed ones. */
    @Override
    public String toString() {
        return "Credential[" + id + ", revision " + revision + "]";
    }
}
