package io.waybill.flowengine.definition;

import java.util.Base64;
import java.util.Optional;

/**
 * What a recipient's feedback asks its callers for, judged before it is sealed: a key is a text, a
 * secret of signatures the base64 of Standard Webhooks behind its prefix, or a text.
 */
public final class AccessSecret {

    private static final String KEY = "access.key";
    private static final String SIGNATURE = "access.signature_secret";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_TEXT = 16;
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private AccessSecret() {}

    /** Whether a setting, as {@link SecretSettings} names it, is one of them. */
    public static boolean isOne(String setting) {
        return setting.equals(KEY) || setting.equals(SIGNATURE);
    }

    /** What is wrong with a secret in clear; holds nothing of it. */
    public static Optional<String> flaw(String setting, String clear) {
        if (setting.equals(SIGNATURE) && clear.startsWith(PREFIX)) {
            return flawOfBase64(clear.substring(PREFIX.length()));
        }
        return clear.length() < SHORTEST_TEXT
                ? Optional.of("must have at least " + SHORTEST_TEXT + " characters")
                : Optional.empty();
    }

    private static Optional<String> flawOfBase64(String text) {
        try {
            int length = Base64.getDecoder().decode(text).length;
            return length >= FEWEST_BYTES && length <= MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(
                            "must be " + FEWEST_BYTES + " to " + MOST_BYTES + " bytes in base64");
        } catch (IllegalArgumentException notBase64) {
            return Optional.of("must be base64 behind " + PREFIX);
        }
    }
}
