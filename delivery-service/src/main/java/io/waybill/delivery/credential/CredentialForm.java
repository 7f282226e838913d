package io.waybill.delivery.credential;

import io.waybill.delivery.destination.FieldFlaw;
import io.waybill.delivery.destination.JsonPart;
import io.waybill.language.DeliverySettings;
import io.waybill.language.WebAddress;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads and judges the JSON with which a credential is given. */
public final class CredentialForm {

    private static final int LONGEST_NAME = 200;
    private static final int SHORTEST_SHOWN = 12;
    private static final int SHOWN = 4;

    private final JsonPart json;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private Optional<String> made = Optional.empty();
    private Optional<Instant> expiresAt = Optional.empty();
    private String lastFour = "";

    private CredentialForm(JsonPart json) {
        this.json = json;
    }

    /**
     * What was given, secrets in clear.
     *
     * @param made a secret that was made here, to be shown this once
     */
    public record Given(
            String name,
            CredentialKind kind,
            Map<String, Object> members,
            String lastFour,
            Optional<Instant> expiresAt,
            Optional<String> made,
            List<FieldFlaw> flaws) {

        /** Masked: it holds secrets. */
        @Override
        public String toString() {
            return "Given[" + kind + ", masked]";
        }
    }

    /**
     * @param newSecret makes a signing secret where none is given
     */
    public static Given read(Map<String, Object> given, Supplier<String> newSecret) {
        CredentialForm form = new CredentialForm(JsonPart.of(given));
        return form.read(newSecret);
    }

    private Given read(Supplier<String> newSecret) {
        String name = json.name("name", LONGEST_NAME);
        Optional<CredentialKind> kind = CredentialKind.of(json.text("kind").orElse(""));
        if (kind.isEmpty()) {
            json.flaw("kind", "must be one of " + CredentialKind.words());
            return new Given(
                    name,
                    CredentialKind.BEARER,
                    Map.of(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    json.flaws());
        }
        Set<String> known = new HashSet<>(Set.of("name", "kind", "expires_at"));
        known.addAll(kind.get().open());
        known.addAll(kind.get().secrets());
        json.refuseOthers(known);
        expiresAt = expiry();
        members(kind.get(), newSecret);
        if (lastFour.isEmpty()
                && kind.get() != CredentialKind.SSH_KEY
                && members.get(kind.get().secrets().getFirst()) instanceof String secret) {
            lastFour = lastFour(secret);
        }
        return new Given(name, kind.get(), members, lastFour, expiresAt, made, json.flaws());
    }

    /** Of a short secret four characters would be a good part. */
    public static String lastFour(String secret) {
        return secret.length() < SHORTEST_SHOWN ? "" : secret.substring(secret.length() - SHOWN);
    }

    private void members(CredentialKind kind, Supplier<String> newSecret) {
        switch (kind) {
            case BASIC -> {
                header("username", json.needed("username"));
                if (json.text("username").filter(user -> user.indexOf(':') >= 0).isPresent()) {
                    json.flaw("username", "must not hold a colon");
                }
                // Some take a key as the user, and no password.
                members.put("password", json.text("password").orElse(""));
            }
            case BEARER -> header("token", json.needed("token"));
            case API_KEY -> apiKey();
            case OAUTH2_CLIENT -> oauth2();
            case HMAC -> hmac();
            case STANDARD_WEBHOOKS -> {
                Optional<String> given = json.text("secret");
                if (given.isEmpty()) {
                    made = Optional.of(newSecret.get());
                }
                String secret = given.or(() -> made).orElse("");
                WebhookSecret.flaw(secret).ifPresent(flaw -> json.flaw("secret", flaw));
                members.put("secret", secret);
            }
            case CLIENT_CERTIFICATE -> certificate();
            case SSH_KEY -> {
                members.put("username", json.needed("username"));
                String key = json.needed("private_key");
                if (!key.isEmpty() && !key.contains("PRIVATE KEY-----")) {
                    json.flaw("private_key", "must be a private key in PEM or OpenSSH's format");
                }
                members.put("private_key", key);
                json.text("passphrase").ifPresent(text -> members.put("passphrase", text));
            }
        }
    }

    private void apiKey() {
        OpenedCredential.Place place =
                json.word("in", OpenedCredential.Place.class).orElse(OpenedCredential.Place.HEADER);
        String name = json.needed("key_name");
        members.put("in", JsonPart.word(place));
        members.put("key_name", name);
        if (place == OpenedCredential.Place.HEADER) {
            headerName("key_name", name);
            header("key", json.needed("key"));
        } else {
            members.put("key", json.needed("key"));
        }
    }

    private void oauth2() {
        String url = json.needed("token_url").strip();
        try {
            url = WebAddress.parse(url).toString();
        } catch (URISyntaxException notAnAddress) {
            json.flaw("token_url", "must be an http or https address");
        }
        members.put("token_url", url);
        members.put("client_id", json.needed("client_id"));
        members.put("client_secret", json.needed("client_secret"));
        json.text("scope").ifPresent(scope -> members.put("scope", scope));
        members.put("parameters", json.texts("parameters"));
        String in = json.text("client_in").orElse("basic");
        if (!Set.of("basic", "body").contains(in)) {
            json.flaw("client_in", "must be basic or body");
        }
        members.put("client_in", in);
    }

    private void hmac() {
        String header = json.needed("header");
        headerName("header", header);
        members.put("header", header);
        String algorithm = json.text("algorithm").orElse("sha256");
        if (!Set.of("sha1", "sha256", "sha384", "sha512").contains(algorithm)) {
            json.flaw("algorithm", "must be one of sha1, sha256, sha384, sha512");
        }
        members.put("algorithm", algorithm);
        members.put("signs", template("signs", "{{body}}", SignedText.PARTS));
        members.put("value", template("value", "{{signature}}", SignedText.VALUE_PARTS));
        String encoding = json.text("encoding").orElse("hex");
        if (!Set.of("hex", "base64").contains(encoding)) {
            json.flaw("encoding", "must be hex or base64");
        }
        members.put("encoding", encoding);
        members.put("secret", json.needed("secret"));
    }

    private void certificate() {
        Optional<String> pkcs12 = json.text("pkcs12");
        try {
            Certificates read =
                    pkcs12.isPresent()
                            ? Certificates.ofPkcs12(pkcs12.get(), json.text("password").orElse(""))
                            : Certificates.ofPem(
                                    json.needed("certificates"), json.needed("private_key"));
            members.put("certificates", read.certificates());
            members.put("private_key", read.privateKey());
            expiresAt = Optional.of(read.expiresAt());
            lastFour = read.lastFour();
        } catch (Certificates.Unusable unusable) {
            json.flaw(pkcs12.isPresent() ? "pkcs12" : "certificates", unusable.getMessage());
        }
    }

    private Optional<Instant> expiry() {
        try {
            return json.text("expires_at").map(Instant::parse);
        } catch (DateTimeException notATime) {
            json.flaw("expires_at", "must be a time, as 2027-01-31T00:00:00Z");
            return Optional.empty();
        }
    }

    private String template(String key, String otherwise, Set<String> parts) {
        String text = json.text(key).orElse(otherwise);
        SignedText.flaw(text, parts).ifPresent(flaw -> json.flaw(key, flaw));
        return text;
    }

    private void headerName(String key, String name) {
        if (!name.isEmpty()
                && (!DeliverySettings.isHeaderName(name)
                        || DeliverySettings.isReservedHeader(name))) {
            json.flaw(key, "is no name of a header that may be set");
        }
    }

    /** A line break in it would write headers of its own. */
    private void header(String key, String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > 0xff || c == 0x7f)) {
            json.flaw(key, "holds a character that no header can carry");
        }
        members.put(key, value);
    }
}
