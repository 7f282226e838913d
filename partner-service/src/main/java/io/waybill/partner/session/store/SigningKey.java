package io.waybill.partner.session.store;

import java.security.PrivateKey;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;

/** A key pair on P-256; its id is its thumbprint (RFC 7638). */
public final class SigningKey {

    private final PublicJsonWebKey jwk;

    private SigningKey(PublicJsonWebKey jwk) {
        this.jwk = jwk;
    }

    static SigningKey make() {
        try {
            PublicJsonWebKey made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            made.setUse(Use.SIGNATURE);
            made.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            made.setKeyId(made.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256));
            return new SigningKey(made);
        } catch (JoseException impossible) {
            throw new IllegalStateException("every JDK has P-256", impossible);
        }
    }

    static SigningKey parse(String completeJwk) {
        try {
            return new SigningKey(PublicJsonWebKey.Factory.newPublicJwk(completeJwk));
        } catch (JoseException broken) {
            // The cause may quote the key.
            throw new IllegalStateException("a stored signing key cannot be read");
        }
    }

    public String id() {
        return jwk.getKeyId();
    }

    public PrivateKey privateKey() {
        return jwk.getPrivateKey();
    }

    String publicJwk() {
        return jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    String completeJwk() {
        return jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }
}
