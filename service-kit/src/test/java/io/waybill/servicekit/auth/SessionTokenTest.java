package io.waybill.servicekit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class SessionTokenTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final EllipticCurveJsonWebKey KEY = newKey();
    private static final SessionToken TOKEN =
            new SessionToken(
                    UUID.fromString("00000000-0000-7000-8000-000000000001"),
                    UUID.fromString("00000000-0000-7000-8000-000000000002"),
                    UUID.fromString("00000000-0000-7000-8000-000000000003"),
                    Role.MANAGER,
                    NOW.plusSeconds(600));

    @Test
    void a_signed_token_is_read_back_as_it_was() {
        String text = TOKEN.sign(KEY.getPrivateKey(), "k1");

        assertThat(SessionToken.verify(text, Map.of("k1", KEY.getPublicKey())::get, NOW))
                .contains(TOKEN);
    }

    @Test
    void a_token_is_refused_from_the_second_it_expires() {
        String text = TOKEN.sign(KEY.getPrivateKey(), "k1");

        assertThat(
                        SessionToken.verify(
                                text, Map.of("k1", KEY.getPublicKey())::get, NOW.plusSeconds(600)))
                .isEmpty();
    }

    @Test
    void a_token_of_another_key_is_refused() {
        String text = TOKEN.sign(newKey().getPrivateKey(), "k1");

        assertThat(SessionToken.verify(text, Map.of("k1", KEY.getPublicKey())::get, NOW)).isEmpty();
    }

    @Test
    void a_token_of_an_unknown_key_id_is_refused() {
        String text = TOKEN.sign(KEY.getPrivateKey(), "k2");

        assertThat(SessionToken.verify(text, Map.of("k1", KEY.getPublicKey())::get, NOW)).isEmpty();
    }

    @Test
    void a_token_signed_with_the_public_key_as_a_secret_is_refused() throws JoseException {
        JsonWebSignature forged = new JsonWebSignature();
        forged.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        forged.setKeyIdHeaderValue("k1");
        forged.setPayload("{}");
        forged.setKey(new HmacKey(KEY.getPublicKey().getEncoded()));

        assertThat(
                        SessionToken.verify(
                                forged.getCompactSerialization(),
                                Map.of("k1", KEY.getPublicKey())::get,
                                NOW))
                .isEmpty();
    }

    @Test
    void text_that_is_no_token_is_refused() {
        assertThat(SessionToken.verify("a.b.c", Map.of("k1", KEY.getPublicKey())::get, NOW))
                .isEmpty();
        assertThat(SessionToken.verify("", Map.of("k1", KEY.getPublicKey())::get, NOW)).isEmpty();
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }
}
