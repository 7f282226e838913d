package io.waybill.delivery.credential.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.waybill.delivery.credential.Credential;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is ever shown of a credential.
 *
 * @param rotating whether two secrets sign
 * @param warning what its owner should know of its expiry
 * @param secret one that was made here, in the answer that makes it and never again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CredentialAnswer(
        UUID id,
        String name,
        String kind,
        @JsonProperty("last_four") @Nullable String lastFour,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @Nullable String warning,
        boolean rotating,
        long revision,
        @JsonProperty("updated_at") Instant updatedAt,
        @Nullable String secret) {

    static CredentialAnswer of(
            Credential credential, Instant updatedAt, Instant now, @Nullable String secret) {
        return new CredentialAnswer(
                credential.id(),
                credential.name(),
                credential.kind().word(),
                credential.lastFour().isEmpty() ? null : credential.lastFour(),
                credential.expiresAt().orElse(null),
                credential.warning(now).orElse(null),
                credential.isRotating(),
                credential.revision(),
                updatedAt,
                secret);
    }

    String tag() {
        return "\"" + revision + "\"";
    }

    /** Masked: it may hold a secret. */
    @Override
    public String toString() {
        return "CredentialAnswer[" + id + "]";
    }
}
