package io.waybill.delivery.credential;

import io.waybill.delivery.credential.OpenedCredential.Parameter;
import io.waybill.delivery.destination.JsonPart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Seals the members of a credential, and opens them for one use. */
public final class CredentialOpener {

    private CredentialOpener() {}

    /** What secrets of a credential are sealed for; they open nowhere else. */
    public static String context(UUID accountId, UUID credentialId) {
        return accountId + "/credential/" + credentialId;
    }

    /** The members with each secret sealed. */
    public static Map<String, Object> sealed(
            CredentialKind kind, Map<String, Object> members, UnaryOperator<String> seal) {
        Map<String, Object> sealed = new LinkedHashMap<>();
        members.forEach((name, value) ->
                sealed.put(name, isSecret(kind, name) ? seal.apply(value.toString()) : value));
        return sealed;
    }

    public static OpenedCredential open(Credential credential, UnaryOperator<String> unseal) {
        Map<String, Object> clear = new LinkedHashMap<>();
        credential
                .members()
                .forEach((name, value) ->
                        clear.put(
                                name,
                                isSecret(credential.kind(), name)
                                        ? unseal.apply(value.toString())
                                        : value));
        return opened(credential.kind(), JsonPart.of(clear));
    }

    private static boolean isSecret(CredentialKind kind, String member) {
        return kind.secrets().contains(member) || member.equals(Credential.PREVIOUS_SECRET);
    }

    private static OpenedCredential opened(CredentialKind kind, JsonPart of) {
        return switch (kind) {
            case BASIC -> new OpenedCredential.Basic(text(of, "username"), text(of, "password"));
            case BEARER -> new OpenedCredential.Bearer(text(of, "token"));
            case API_KEY ->
                    new OpenedCredential.ApiKey(
                            of.word("in", OpenedCredential.Place.class)
                                    .orElse(OpenedCredential.Place.HEADER),
                            text(of, "key_name"),
                            text(of, "key"));
            case OAUTH2_CLIENT -> oauth2(of);
            case HMAC ->
                    new OpenedCredential.Hmac(
                            text(of, "header"),
                            "Hmac" + text(of, "algorithm").toUpperCase(Locale.ROOT),
                            text(of, "signs"),
                            text(of, "value"),
                            text(of, "encoding").equals("base64"),
                            text(of, "secret").getBytes(StandardCharsets.UTF_8));
            case STANDARD_WEBHOOKS -> {
                List<String> secrets = new ArrayList<>(List.of(text(of, "secret")));
                of.text(Credential.PREVIOUS_SECRET).ifPresent(secrets::add);
                yield new OpenedCredential.StandardWebhooks(secrets);
            }
            case CLIENT_CERTIFICATE ->
                    new OpenedCredential.ClientCertificate(
                            text(of, "certificates"), text(of, "private_key"));
            case SSH_KEY ->
                    new OpenedCredential.SshKey(
                            text(of, "username"), text(of, "private_key"), of.text("passphrase"));
        };
    }

    private static OpenedCredential oauth2(JsonPart of) {
        List<Parameter> parameters = new ArrayList<>();
        of.texts("parameters").forEach((name, value) -> parameters.add(new Parameter(name, value)));
        return new OpenedCredential.OAuth2(
                URI.create(text(of, "token_url")),
                text(of, "client_id"),
                text(of, "client_secret"),
                Optional.of(text(of, "scope")).filter(scope -> !scope.isEmpty()),
                parameters,
                text(of, "client_in").equals("body"));
    }

    /** Passwords of spaces alone are passwords too. */
    private static String text(JsonPart of, String name) {
        return of.raw(name) instanceof String text ? text : "";
    }
}
