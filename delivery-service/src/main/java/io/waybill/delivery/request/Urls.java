package io.waybill.delivery.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Turns a rendered URL into one that can be requested. */
final class Urls {

    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Urls() {}

    static URI parse(String rendered) throws BrokenRequest {
        String text = rendered.strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw unusable("The URL holds a control character");
        }
        URI url;
        try {
            url = new URI(encodeIllegal(text));
        } catch (URISyntaxException malformed) {
            throw unusable("URL must be valid");
        }
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

    /**
     * The URL with more parameters.
     *
     * @param query encoded; null leaves the URL alone
     */
    static URI withQuery(URI url, @Nullable String query) {
        if (query == null) {
            return url;
        }
        String text = url.toString();
        int fragment = text.indexOf('#');
        String base = fragment < 0 ? text : text.substring(0, fragment);
        if (base.indexOf('?') < 0) {
            return URI.create(base + "?" + query);
        }
        boolean joined = query.isEmpty() || base.endsWith("?") || base.endsWith("&");
        return URI.create(base + (joined ? "" : "&") + query);
    }

    /** Percent-encodes what a URL may not hold as it stands, and leaves the rest alone. */
    private static String encodeIllegal(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (isUnreserved(c) || ALLOWED.indexOf(c) >= 0) {
                        encoded.appendCodePoint(c);
                    } else {
                        percent(encoded, Character.toString(c));
                    }
                });
        return encoded.toString();
    }

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(c -> {
                    if (isUnreserved(c) || c == '-' || c == '.' || c == '_' || c == '~') {
                        encoded.appendCodePoint(c);
                    } else {
                        percent(encoded, Character.toString(c));
                    }
                });
        return encoded.toString();
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static void percent(StringBuilder to, String character) {
        for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
            to.append('%').append(HEX.toHexDigits(octet));
        }
    }

    private static BrokenRequest unusable(String message) {
        return new BrokenRequest(Flaw.URL_UNUSABLE, message);
    }
}
