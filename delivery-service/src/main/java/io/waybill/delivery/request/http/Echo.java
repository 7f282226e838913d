package io.waybill.delivery.request.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Masks what a reply has brought back of the secrets that the request showed: a reply is recorded,
 * a secret is not.
 *
 * @param secrets as they stood in the request
 */
record Echo(List<String> secrets) {

    private static final String MASK = "***";

    /** Shorter ones stand in too many words. */
    private static final int SHORTEST = 4;

    /** In data for later steps nothing is replaced that may be there by chance. */
    private static final int UNMISTAKABLE = 16;

    Echo {
        secrets = secrets.stream().filter(secret -> secret.length() >= SHORTEST).toList();
    }

    String masked(String text) {
        return without(text, SHORTEST);
    }

    @Nullable String maskedOrNull(@Nullable String text) {
        return text == null ? null : masked(text);
    }

    /** Of a JSON text; it is JSON afterwards as well. */
    @Nullable String maskedData(@Nullable String json) {
        return json == null ? null : without(json, UNMISTAKABLE);
    }

    private String without(String text, int shortest) {
        String masked = text;
        for (String secret : secrets) {
            if (secret.length() >= shortest) {
                masked = masked.replace(secret, MASK);
            }
        }
        return masked;
    }

    @Override
    public String toString() {
        return "Echo[masked]";
    }
}
