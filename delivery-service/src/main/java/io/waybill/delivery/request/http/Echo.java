package io.waybill.delivery.request.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** The receiver's own name of a lead is needed later: a year in it is no secret. */
    private static final int UNLIKELY = 8;

    /** In data for later steps nothing is replaced that may be there by chance. */
    private static final int UNMISTAKABLE = 16;

    Echo {
        secrets =
                secrets.stream()
                        .flatMap(Echo::forms)
                        .filter(secret -> secret.length() >= SHORTEST)
                        .distinct()
                        // A longer one may begin with a shorter one.
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
    }

    /** As it stood in the request, as JSON writes it, and the password of a basic log-in. */
    private static Stream<String> forms(String secret) {
        return Stream.concat(Stream.of(secret), password(secret).stream())
                .flatMap(one -> Stream.of(one, escaped(one), escaped(one).replace("/", "\\/")));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static Optional<String> password(String secret) {
        try {
            String decoded = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            boolean readable = decoded.chars().noneMatch(c -> c < ' ' || c == '\uFFFD');
            return colon > 0 && readable
                    ? Optional.of(decoded.substring(colon + 1))
                    : Optional.empty();
        } catch (IllegalArgumentException noLogIn) {
            return Optional.empty();
        }
    }

    String masked(String text) {
        return without(text, SHORTEST);
    }

    @Nullable String maskedOrNull(@Nullable String text) {
        return text == null ? null : masked(text);
    }

    /** Of the receiver's name of a lead. */
    @Nullable String maskedReference(@Nullable String text) {
        return text == null ? null : without(text, UNLIKELY);
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
