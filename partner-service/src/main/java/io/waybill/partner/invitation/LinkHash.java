package io.waybill.partner.invitation;

import java.util.HexFormat;

/** SHA-256 of the 256 random bits of a link, in hexadecimal digits. */
public record LinkHash(String hex) {

    private static final int DIGITS = 64;

    public LinkHash {
        if (hex.length() != DIGITS) {
            throw new IllegalArgumentException("a SHA-256 has " + DIGITS + " digits");
        }
    }

    public static LinkHash of(byte[] bytes) {
        return new LinkHash(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return "LinkHash[masked]";
    }
}
