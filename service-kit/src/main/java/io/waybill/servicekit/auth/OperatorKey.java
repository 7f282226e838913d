package io.waybill.servicekit.auth;

import io.waybill.servicekit.problem.ProblemCode;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The key of whoever runs the installation: the text of a file that the launcher made. Accounts
 * have no part in it, since what it opens concerns all of them.
 */
@Singleton
public final class OperatorKey {

    private static final String BEARER = "Bearer ";

    private final Optional<Path> file;

    OperatorKey(@ConfigProperty(name = "waybill.operator-key") Optional<Path> file) {
        this.file = file;
    }

    /**
     * Passes when the Authorization header carries the key.
     *
     * @param wrong what the service calls another key, or none
     * @param missing what it calls an installation without one
     */
    public void demand(@Nullable String authorization, ProblemCode wrong, ProblemCode missing) {
        byte[] key = key(missing).getBytes(StandardCharsets.UTF_8);
        String shown =
                authorization != null && authorization.startsWith(BEARER)
                        ? authorization.substring(BEARER.length()).strip()
                        : "";
        if (!MessageDigest.isEqual(key, shown.getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(
                    wrong, "This needs the installation's operator key as bearer token.");
        }
    }

    private String key(ProblemCode missing) {
        Path path = file.filter(Files::isReadable).orElseThrow(() -> missing(missing));
        try {
            String key = Files.readString(path).strip();
            if (key.isEmpty()) {
                throw missing(missing);
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException missing(ProblemCode code) {
        return new ProblemException(code, "No operator key is configured (waybill.operator-key).");
    }
}
