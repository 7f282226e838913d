package io.waybill.partner.account;

import java.util.Arrays;

/** SHA-256 of an API key. */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record KeyHash(byte[] bytes) {

    public KeyHash {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "KeyHash[masked]";
    }
}
