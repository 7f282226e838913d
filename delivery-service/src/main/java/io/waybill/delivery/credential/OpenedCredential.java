package io.waybill.delivery.credential;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A credential in clear. Held for one attempt, never stored or logged; shows nothing as text. */
public sealed interface OpenedCredential {

    /** A user and a password; by HTTP as Basic, by FTP, SFTP and mail as the log-in. */
    record Basic(String username, String password) implements OpenedCredential {
        @Override
        public String toString() {
            return "Basic[masked]";
        }
    }

    record Bearer(String token) implements OpenedCredential {
        @Override
        public String toString() {
            return "Bearer[masked]";
        }
    }

    /**
     * @param name of the header or the parameter
     */
    record ApiKey(Place place, String name, String key) implements OpenedCredential {
        @Override
        public String toString() {
            return "ApiKey[masked]";
        }
    }

    /** Where a key stands. */
    enum Place {
        HEADER,
        PARAMETER
    }

    /**
     * OAuth 2.0 client credentials.
     *
     * @param parameters more that the token's request says, as {@code audience}
     * @param inBody whether client and secret stand in the form rather than in Basic
     */
    record OAuth2(
            URI tokenUrl,
            String clientId,
            String clientSecret,
            Optional<String> scope,
            List<Parameter> parameters,
            boolean inBody)
            implements OpenedCredential {
        public OAuth2 {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String toString() {
            return "OAuth2[masked]";
        }
    }

    record Parameter(String name, String value) {
        @Override
        public String toString() {
            return "Parameter[" + name + ", masked]";
        }
    }

    /**
     * A signature over parts of the request.
     *
     * @param header that carries the signature
     * @param algorithm name of the MAC, as {@code HmacSHA256}
     * @param signs template of what is signed, over {@code timestamp}, {@code event_id}, {@code
     *     method}, {@code url}, {@code path} and {@code body}
     * @param value template of the header's value, over {@code signature} and {@code timestamp}
     * @param base64 whether the signature is written in base64 rather than in hexadecimal digits
     * @param secret the key's bytes
     */
    record Hmac(
            String header,
            String algorithm,
            String signs,
            String value,
            boolean base64,
            byte[] secret)
            implements OpenedCredential {
        @Override
        public boolean equals(Object other) {
            return other instanceof Hmac hmac
                    && header.equals(hmac.header)
                    && algorithm.equals(hmac.algorithm)
                    && signs.equals(hmac.signs)
                    && value.equals(hmac.value)
                    && base64 == hmac.base64
                    && Arrays.equals(secret, hmac.secret);
        }

        @Override
        public int hashCode() {
            return header.hashCode();
        }

        @Override
        public String toString() {
            return "Hmac[masked]";
        }
    }

    /**
     * Standard Webhooks, symmetric.
     *
     * @param secrets as text, {@code whsec_...}: the newest first, and while keys are being changed
     *     the one before; a request carries a signature by each
     */
    record StandardWebhooks(List<String> secrets) implements OpenedCredential {
        public StandardWebhooks {
            secrets = List.copyOf(secrets);
        }

        @Override
        public String toString() {
            return "StandardWebhooks[masked]";
        }
    }

    /**
     * A certificate shown in the TLS handshake.
     *
     * @param certificates PEM, the client's own first
     * @param privateKey PEM, PKCS#8, in clear
     */
    record ClientCertificate(String certificates, String privateKey) implements OpenedCredential {
        @Override
        public String toString() {
            return "ClientCertificate[masked]";
        }
    }

    /**
     * A user and a private key, by SFTP.
     *
     * @param privateKey PEM or OpenSSH's format
     */
    record SshKey(String username, String privateKey, Optional<String> passphrase)
            implements OpenedCredential {
        @Override
        public String toString() {
            return "SshKey[masked]";
        }
    }
}
