package io.waybill.delivery.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * A client certificate with its key, whichever way it was given.
 *
 * @param certificates PEM, the client's own first
 * @param privateKey PEM, PKCS#8, in clear
 * @param expiresAt when the first of the chain does
 * @param lastFour of the SHA-256 fingerprint of the client's own
 */
record Certificates(String certificates, String privateKey, Instant expiresAt, String lastFour) {

    private static final int LINE = 64;
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    /** What was given is no certificate with its key; the message holds nothing of it. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    static Certificates ofPem(String certificates, String privateKey) throws Unusable {
        return of(chain(certificates), key(privateKey));
    }

    /**
     * @param base64 of a PKCS#12 file with one key
     */
    static Certificates ofPkcs12(String base64, String password) throws Unusable {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] secret = password.toCharArray();
            store.load(new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)), secret);
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, secret);
                Certificate[] chain = store.getCertificateChain(alias);
                if (key instanceof PrivateKey privateKey && chain != null) {
                    List<X509Certificate> certificates = new ArrayList<>();
                    for (Certificate certificate : chain) {
                        certificates.add((X509Certificate) certificate);
                    }
                    return of(certificates, privateKey);
                }
            }
        } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
            throw new Unusable("is no PKCS#12 file that opens with this password");
        }
        throw new Unusable("holds no private key with its certificate");
    }

    private static Certificates of(List<X509Certificate> chain, PrivateKey key) throws Unusable {
        if (!belongTogether(chain.getFirst(), key)) {
            throw new Unusable("the private key is not that of the first certificate");
        }
        try {
            StringBuilder pem = new StringBuilder();
            Instant expiresAt = chain.getFirst().getNotAfter().toInstant();
            for (X509Certificate certificate : chain) {
                pem.append(pem("CERTIFICATE", certificate.getEncoded()));
                Instant end = certificate.getNotAfter().toInstant();
                expiresAt = end.isBefore(expiresAt) ? end : expiresAt;
            }
            byte[] print =
                    MessageDigest.getInstance("SHA-256").digest(chain.getFirst().getEncoded());
            String hex = HexFormat.of().formatHex(print);
            return new Certificates(
                    pem.toString(),
                    pem("PRIVATE KEY", key.getEncoded()),
                    expiresAt,
                    hex.substring(hex.length() - 4));
        } catch (GeneralSecurityException unusable) {
            throw new Unusable("is no certificate that can be used");
        }
    }

    private static List<X509Certificate> chain(String pem) throws Unusable {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(
                                            pem.getBytes(StandardCharsets.US_ASCII)))) {
                chain.add((X509Certificate) certificate);
            }
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (GeneralSecurityException unreadable) {
            // Falls through to the one answer for what is no certificate.
        }
        throw new Unusable("must be certificates in PEM, the client's own first");
    }

    private static PrivateKey key(String pem) throws Unusable {
        String begin = "-----BEGIN PRIVATE KEY-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            throw new Unusable("the private key must be PKCS#8 in PEM: BEGIN PRIVATE KEY");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
        } catch (IllegalArgumentException notBase64) {
            throw new Unusable("the private key cannot be read");
        }
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException anotherAlgorithm) {
                // The next one may be it.
            }
        }
        throw new Unusable("the private key must be of RSA, EC or Ed25519");
    }

    /** What the key signs, the certificate must verify. */
    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "Ed25519";
                };
        try {
            byte[] sample = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }

    private static String pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    @Override
    public String toString() {
        return "Certificates[masked]";
    }
}
