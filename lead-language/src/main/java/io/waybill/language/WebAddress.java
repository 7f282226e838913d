package io.waybill.language;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that a delivery can be sent to, as people write it: with spaces, signs and names
 * beyond ASCII. What a flow is deployed with and what delivery sends to are judged here alike.
 */
public final class WebAddress {

    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern HOST =
            Pattern.compile("(?si)(https?://)([^/?#@:\\[\\]]*[^\\x00-\\x7f][^/?#@:\\[\\]]*)(.*)");

    private WebAddress() {}

    /**
     * The address, encoded where that is needed.
     *
     * @throws URISyntaxException whose reason is a sentence for who wrote the address
     */
    public static URI parse(String written) throws URISyntaxException {
        String text = written.strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw unusable("The URL holds a control character");
        }
        URI url = uri(encodeIllegal(inAscii(text)));
        String scheme = url.getScheme();
        if (scheme == null) {
            throw unusable("URL must be valid");
        }
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw unusable("The URL must start with http:// or https://");
        }
        if (url.getHost() == null || url.getPort() > 65_535 || url.getPort() == 0) {
            throw unusable("The URL names no host that can be reached");
        }
        if (url.getUserInfo() != null) {
            throw unusable("The URL must not hold a user name; use basic_username");
        }
        return url;
    }

    private static URI uri(String text) throws URISyntaxException {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw unusable("URL must be valid");
        }
    }

    /** With the name of the host as the public DNS knows it. */
    private static String inAscii(String text) throws URISyntaxException {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches()) {
            return text;
        }
        try {
            String host = IDN.toASCII(parts.group(2), IDN.USE_STD3_ASCII_RULES);
            return parts.group(1) + host + parts.group(3);
        } catch (IllegalArgumentException noName) {
            throw unusable("URL must be valid");
        }
    }

    /** Percent-encodes what an address may not hold as it stands, and leaves the rest alone. */
    private static String encodeIllegal(String text) {
        return encode(LONE_PERCENT.matcher(text).replaceAll("%25"), ALLOWED);
    }

    /** One value of an address: everything but letters, digits and {@code -._~} is encoded. */
    public static String encode(String text) {
        return encode(text, "-._~");
    }

    private static String encode(String text, String allowed) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(c -> {
                    if (isAlphanumeric(c) || allowed.indexOf(c) >= 0) {
                        encoded.appendCodePoint(c);
                    } else {
                        percent(encoded, Character.toString(c));
                    }
                });
        return encoded.toString();
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static void percent(StringBuilder to, String character) {
        for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
            to.append('%').append(HEX.toHexDigits(octet));
        }
    }

    private static URISyntaxException unusable(String reason) {
        return new URISyntaxException("", reason);
    }
}
