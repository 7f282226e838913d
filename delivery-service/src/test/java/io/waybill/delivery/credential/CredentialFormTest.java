package io.waybill.delivery.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.destination.FieldFlaw;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFormTest {

    private static final String MADE = WebhookSecret.of(new byte[32]);
    private static final UUID ID = UUID.fromString("0199a1f0-0000-7000-8000-00000000c4ed");
    private static final UUID ACCOUNT = UUID.fromString("0199a1f0-0000-7000-8000-00000000acc0");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void only_secrets_are_sealed_and_all_comes_back() {
        CredentialForm.Given given =
                read(
                        "oauth2_client",
                        Map.of(
                                "token_url", "https://id.example/token",
                                "client_id", "waybill",
                                "client_secret", "a-long-client-secret",
                                "scope", "leads",
                                "parameters", Map.of("audience", "crm")));

        assertThat(given.flaws()).isEmpty();
        assertThat(given.lastFour()).isEqualTo("cret");
        Map<String, Object> sealed =
                CredentialOpener.sealed(given.kind(), given.members(), clear -> "<" + clear + ">");
        assertThat(sealed)
                .containsEntry("client_id", "waybill")
                .containsEntry("client_secret", "<a-long-client-secret>");
        OpenedCredential opened =
                CredentialOpener.open(
                        credential(given.kind(), sealed, Optional.empty()),
                        text -> text.substring(1, text.length() - 1));
        assertThat(opened)
                .isInstanceOfSatisfying(
                        OpenedCredential.OAuth2.class,
                        client -> {
                            assertThat(client.clientSecret()).isEqualTo("a-long-client-secret");
                            assertThat(client.scope()).hasValue("leads");
                            assertThat(client.parameters()).hasSize(1);
                        });
    }

    @Test
    void a_signing_secret_that_is_not_given_is_made_and_shown_once() {
        CredentialForm.Given made = read("standard_webhooks", Map.of());

        assertThat(made.made()).hasValue(MADE);
        assertThat(read("standard_webhooks", Map.of("secret", MADE)).made()).isEmpty();
        assertThat(flaws("standard_webhooks", Map.of("secret", "whsec_c2hvcnQ=")))
                .containsExactly("secret");
        assertThat(flaws("standard_webhooks", Map.of("secret", "whsec_***")))
                .containsExactly("secret");
    }

    @Test
    void nothing_is_told_of_a_short_secret() {
        assertThat(read("bearer", Map.of("token", "12345678901")).lastFour()).isEmpty();
        assertThat(read("bearer", Map.of("token", "123456789012")).lastFour()).isEqualTo("9012");
    }

    @Test
    void what_cannot_be_sent_is_refused() {
        assertThat(flaws("bearer", Map.of("token", "a\r\nX-Evil: 1"))).containsExactly("token");
        assertThat(flaws("basic", Map.of("username", "a:b"))).containsExactly("username");
        assertThat(flaws("api_key", Map.of("key_name", "Host", "key", "k")))
                .containsExactly("key_name");
        assertThat(flaws("hmac", Map.of("header", "X-S", "secret", "s", "signs", "{{lead.email}}")))
                .containsExactly("signs");
        assertThat(flaws("hmac", Map.of("header", "X-S", "secret", "s", "algorithm", "md5")))
                .containsExactly("algorithm");
        assertThat(flaws("oauth2_client", Map.of("token_url", "file:///etc/passwd")))
                .contains("token_url", "client_id", "client_secret");
        assertThat(flaws("bearer", Map.of("token", "t", "tokn", "t"))).containsExactly("tokn");
        assertThat(flaws("telepathy", Map.of())).containsExactly("kind");
        assertThat(
                        flaws(
                                "client_certificate",
                                Map.of("certificates", "none", "private_key", "none")))
                .containsExactly("certificates");
        assertThat(flaws("client_certificate", Map.of("pkcs12", "AAAA", "password", "p")))
                .containsExactly("pkcs12");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "2026-11-22T11:59:59Z, expired on",
                "2026-11-22T13:00:00Z, expires within a day",
                "2026-12-01T12:00:00Z, expires in 9 days",
                "2027-06-01T12:00:00Z, "
            })
    void an_expiry_that_is_near_is_warned_of(String example) {
        String[] parts = example.split(", ", -1);
        Credential credential =
                credential(CredentialKind.BEARER, Map.of(), Optional.of(Instant.parse(parts[0])));

        assertThat(credential.warning(NOW).orElse("")).startsWith(parts[1]);
        assertThat(credential.warning(NOW).isPresent()).isEqualTo(!parts[1].isEmpty());
    }

    @Test
    void nothing_of_a_credential_stands_in_its_text() {
        CredentialForm.Given given = read("basic", Map.of("username", "u", "password", "s3cret"));

        assertThat(given.toString()).doesNotContain("s3cret");
        assertThat(new OpenedCredential.Basic("u", "s3cret").toString()).doesNotContain("s3cret");
    }

    private static Credential credential(
            CredentialKind kind, Map<String, Object> members, Optional<Instant> expiresAt) {
        return new Credential(ID, ACCOUNT, "Acme", 1, kind, members, "", expiresAt);
    }

    private static List<String> flaws(String kind, Map<String, Object> more) {
        return read(kind, more).flaws().stream().map(FieldFlaw::field).toList();
    }

    private static CredentialForm.Given read(String kind, Map<String, Object> more) {
        Map<String, Object> json = new LinkedHashMap<>(Map.of("name", "Acme", "kind", kind));
        json.putAll(more);
        return CredentialForm.read(json, () -> MADE);
    }
}
