package io.waybill.intake.flows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a key that a source must show: 256 random bits need no salt. */
public final class SourceKey {

    private final byte[] hash;

    public SourceKey(byte[] hash) {
        this.hash = hash.clone();
    }

    /** True when an Authorization header shows the key, as Bearer or as password of user API. */
    public boolean isShownBy(@Nullable String authorization) {
        return presented(authorization).filter(this::matches).isPresent();
    }

    private boolean matches(String key) {
        try {
            byte[] shown = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return MessageDigest.isEqual(shown, hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static Optional<String> presented(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        String[] parts = authorization.strip().split(" +", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        if (parts[0].equalsIgnoreCase("Bearer")) {
            return Optional.of(parts[1]);
        }
        return parts[0].equalsIgnoreCase("Basic") ? password(parts[1]) : Optional.empty();
    }

    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
            return pair.startsWith("API:") ? Optional.of(pair.substring(4)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
