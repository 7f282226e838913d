package io.waybill.feedback.leadfeedback.store;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a caller shows beside the event id.
 *
 * @param key a bearer token, or the password of Basic
 * @param signature headers of Standard Webhooks
 */
public record Proof(Optional<String> key, Optional<Signature> signature) {

    public static final Proof NONE = new Proof(Optional.empty(), Optional.empty());

    /**
     * @param timestamp seconds since 1970
     * @param signatures {@code v1,<base64>}, with spaces between where there are several
     */
    public record Signature(String id, String timestamp, String signatures, ByteBuffer body) {}

    @Override
    public String toString() {
        return "Proof[masked]";
    }
}
