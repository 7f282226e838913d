package io.waybill.delivery.credential;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a credential is: which members it has, and which of them are secrets. */
public enum CredentialKind {
    BASIC(Set.of("username"), "password"),
    BEARER(Set.of(), "token"),
    API_KEY(Set.of("in", "key_name"), "key"),
    OAUTH2_CLIENT(
            Set.of("token_url", "client_id", "scope", "parameters", "client_in"), "client_secret"),
    HMAC(Set.of("header", "algorithm", "signs", "value", "encoding"), "secret"),
    STANDARD_WEBHOOKS(Set.of(), "secret"),
    CLIENT_CERTIFICATE(Set.of("certificates"), "private_key", "pkcs12", "password"),
    SSH_KEY(Set.of("username"), "private_key", "passphrase");

    private final Set<String> open;
    private final List<String> secrets;

    CredentialKind(Set<String> open, String... secrets) {
        this.open = open;
        this.secrets = List.of(secrets);
    }

    /** As it stands in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CredentialKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    public static String words() {
        return Arrays.stream(values()).map(CredentialKind::word).collect(Collectors.joining(", "));
    }

    /** Members that may be stored as they are. */
    Set<String> open() {
        return open;
    }

    /** Members that are sealed before anything is stored; the first is what it is known by. */
    List<String> secrets() {
        return secrets;
    }
}
