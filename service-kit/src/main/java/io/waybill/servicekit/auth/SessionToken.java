package io.waybill.servicekit.auth;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * What a session token (JWT, ES256, with a key id) says. partner-service signs it, every service
 * checks it by itself.
 */
public record SessionToken(
        UUID sessionId, UUID userId, UUID accountId, Role role, Instant expiresAt) {

    private static final String ISSUER = "waybill";
    private static final AlgorithmConstraints ES256 =
            new AlgorithmConstraints(
                    ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    public String sign(PrivateKey key, String keyId) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(userId.toString());
        claims.setStringClaim("sid", sessionId.toString());
        claims.setStringClaim("acc", accountId.toString());
        claims.setStringClaim("role", role.text());
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setKeyIdHeaderValue(keyId);
        token.setPayload(claims.toJson());
        token.setKey(key);
        try {
            return token.getCompactSerialization();
        } catch (JoseException unusableKey) {
            throw new IllegalStateException("the signing key cannot sign", unusableKey);
        }
    }

    /** Reads a token that is signed by a known key and still valid; empty for any other text. */
    public static Optional<SessionToken> verify(
            String text, Function<String, @Nullable PublicKey> keys, Instant now) {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setAlgorithmConstraints(ES256);
            token.setCompactSerialization(text);
            String keyId = token.getKeyIdHeaderValue();
            @Nullable PublicKey key = keyId == null ? null : keys.apply(keyId);
            if (key == null) {
                return Optional.empty();
            }
            token.setKey(key);
            return token.verifySignature()
                    ? read(JwtClaims.parse(token.getPayload())).filter(t -> t.isValid(now))
                    : Optional.empty();
        } catch (JoseException
                | InvalidJwtException
                | MalformedClaimException
                | IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    private boolean isValid(Instant now) {
        return now.isBefore(expiresAt);
    }

    private static Optional<SessionToken> read(JwtClaims claims) throws MalformedClaimException {
        if (!ISSUER.equals(claims.getIssuer())
                || claims.getExpirationTime() == null
                || claims.getSubject() == null
                || !claims.hasClaim("sid")
                || !claims.hasClaim("acc")
                || !claims.hasClaim("role")) {
            return Optional.empty();
        }
        UUID session = UUID.fromString(claims.getStringClaimValue("sid"));
        UUID user = UUID.fromString(claims.getSubject());
        UUID account = UUID.fromString(claims.getStringClaimValue("acc"));
        Instant expiry = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        return Role.of(claims.getStringClaimValue("role"))
                .map(role -> new SessionToken(session, user, account, role, expiry));
    }
}
