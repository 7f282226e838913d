package io.waybill.delivery.credential;

import java.util.Base64;
import java.util.Optional;

/** Signing secrets as Standard Webhooks writes them: {@code whsec_} and base64. */
public final class WebhookSecret {

    public static final String PREFIX = "whsec_";
    public static final int BYTES = 32;

    private static final int LEAST = 24;
    private static final int MOST = 64;

    private WebhookSecret() {}

    public static String of(byte[] bytes) {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The key's bytes.
     *
     * @throws IllegalArgumentException when it is not base64
     */
    public static byte[] bytes(String secret) {
        String bare = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        return Base64.getDecoder().decode(bare);
    }

    /** What is wrong with a secret; holds nothing of it. */
    public static Optional<String> flaw(String secret) {
        try {
            int length = bytes(secret).length;
            return length >= LEAST && length <= MOST
                    ? Optional.empty()
                    : Optional.of("must be " + LEAST + " to " + MOST + " bytes in base64");
        } catch (IllegalArgumentException notBase64) {
            return Optional.of("must be base64, as whsec_...");
        }
    }
}
