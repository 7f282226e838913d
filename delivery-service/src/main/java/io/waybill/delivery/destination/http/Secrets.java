package io.waybill.delivery.destination.http;

import io.waybill.delivery.credential.Credentials;
import io.waybill.delivery.credential.OpenedCredential;
import io.waybill.delivery.destination.Destination;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.SealedText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Masks the secrets of a destination wherever a reply has brought them back. */
@Singleton
public final class Secrets {

    private static final String MASK = "***";

    /** Shorter ones stand in too many words. */
    private static final int SHORTEST = 4;

    private final MasterKeys masterKeys;
    private final Credentials credentials;

    @Inject
    Secrets(MasterKeys masterKeys, Credentials credentials) {
        this.masterKeys = masterKeys;
        this.credentials = credentials;
    }

    Map<String, @Nullable Object> masked(
            Destination destination, Map<String, @Nullable Object> shown) {
        List<String> secrets = of(destination);
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        shown.forEach((name, value) -> masked.put(name, masked(value, secrets)));
        return masked;
    }

    private static @Nullable Object masked(@Nullable Object value, List<String> secrets) {
        return switch (value) {
            case String text -> {
                String masked = text;
                for (String secret : secrets) {
                    masked = masked.replace(secret, MASK);
                }
                yield masked;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> masked = new LinkedHashMap<>();
                map.forEach(
                        (name, inner) -> masked.put(String.valueOf(name), masked(inner, secrets)));
                yield masked;
            }
            case List<?> list -> {
                List<@Nullable Object> masked = new ArrayList<>();
                list.forEach(item -> masked.add(masked(item, secrets)));
                yield masked;
            }
            case null, default -> value;
        };
    }

    private List<String> of(Destination destination) {
        List<String> secrets = new ArrayList<>();
        try {
            for (Object value : destination.settings().values()) {
                if (value instanceof String text && SealedText.isSealed(text)) {
                    secrets.add(
                            SealedText.open(masterKeys, destination.accountId().toString(), text));
                }
            }
            destination
                    .credentialId()
                    .flatMap(id -> credentials.open(destination.accountId(), id))
                    .ifPresent(opened -> secrets.addAll(of(opened)));
        } catch (SealBroken closed) {
            // What cannot be opened was not sent either.
        }
        return secrets.stream().filter(secret -> secret.length() >= SHORTEST).toList();
    }

    private static List<String> of(OpenedCredential opened) {
        return switch (opened) {
            case OpenedCredential.Basic(String user, String password) ->
                    List.of(
                            password,
                            Base64.getEncoder()
                                    .encodeToString(
                                            (user + ":" + password)
                                                    .getBytes(StandardCharsets.UTF_8)));
            case OpenedCredential.Bearer(String token) -> List.of(token);
            case OpenedCredential.ApiKey key -> List.of(key.key());
            case OpenedCredential.OAuth2 client -> List.of(client.clientSecret());
            case OpenedCredential.StandardWebhooks webhooks -> webhooks.secrets();
            case OpenedCredential.Hmac hmac ->
                    List.of(new String(hmac.secret(), StandardCharsets.UTF_8));
            case OpenedCredential.ClientCertificate _, OpenedCredential.SshKey _ -> List.of();
        };
    }
}
