package io.waybill.feedback.leadfeedback.store;

import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.feedback.terms.Access;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a caller shows what a step asks for: its key, and its signature of the body by Standard
 * Webhooks. Where a step asks for both, both are needed. A secret that cannot be opened opens
 * nothing.
 */
@Singleton
class AccessCheck {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FEWEST_BYTES = 16;

    private final MasterKeys masterKeys;

    AccessCheck(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    boolean passes(Access access, UUID account, Proof proof, Instant now) {
        return access.key().map(sealed -> isKey(sealed, account, proof)).orElse(true)
                && access.signatureSecret()
                        .map(sealed -> isSigned(sealed, account, proof, now))
                        .orElse(true);
    }

    private boolean isKey(String sealed, UUID account, Proof proof) {
        Optional<byte[]> key = opened(sealed, account);
        return key.isPresent()
                && proof.key()
                        .filter(shown ->
                                MessageDigest.isEqual(
                                        shown.getBytes(StandardCharsets.UTF_8), key.get()))
                        .isPresent();
    }

    private boolean isSigned(String sealed, UUID account, Proof proof, Instant now) {
        Optional<byte[]> secret = opened(sealed, account).flatMap(AccessCheck::bytes);
        return secret.isPresent()
                && proof.signature()
                        .filter(shown -> isRecent(shown.timestamp(), now))
                        .filter(shown -> isBy(secret.get(), shown))
                        .isPresent();
    }

    private static boolean isBy(byte[] secret, Proof.Signature shown) {
        byte[] expected = mac(secret, shown);
        boolean found = false;
        for (String signature : shown.signatures().split(" ", 20)) {
            if (signature.startsWith(VERSION)) {
                found |=
                        base64(signature.substring(VERSION.length()))
                                .filter(signed -> MessageDigest.isEqual(signed, expected))
                                .isPresent();
            }
        }
        return found;
    }

    private static byte[] mac(byte[] secret, Proof.Signature shown) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            String head = shown.id() + "." + shown.timestamp() + ".";
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            ByteBuffer body = shown.body().duplicate();
            mac.update(body);
            return mac.doFinal();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static boolean isRecent(String timestamp, Instant now) {
        if (!timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(signed, now).abs().compareTo(TOLERANCE) <= 0;
    }

    /**
     * A secret of Standard Webhooks is base64 behind its prefix; any other is its own text. Empty
     * where it is too short for anybody not to guess it.
     */
    private static Optional<byte[]> bytes(byte[] clear) {
        String text = new String(clear, StandardCharsets.UTF_8);
        return (text.startsWith(SECRET_PREFIX)
                        ? base64(text.substring(SECRET_PREFIX.length()))
                        : Optional.of(clear))
                .filter(bytes -> bytes.length >= FEWEST_BYTES);
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> opened(String sealed, UUID account) {
        try {
            String clear = SealedText.open(masterKeys, account.toString(), sealed);
            return Optional.of(clear.getBytes(StandardCharsets.UTF_8));
        } catch (SealBroken unreadable) {
            return Optional.empty();
        }
    }
}
