package io.waybill.servicekit.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The form of an API key: {@code wbk_} and 256 random bits. A key is stored and compared as SHA-256
 * only; with that many random bits a plain hash is as good as a slow one.
 */
public final class ApiKeys {

    public static final String PREFIX = "wbk_";
    private static final int BYTES = 32;

    private ApiKeys() {}

    /** Writes 32 random bytes as a key. */
    public static String text(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException("an API key has " + BYTES + " bytes");
        }
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    public static boolean isApiKey(String credential) {
        return credential.startsWith(PREFIX);
    }

    public static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
