package io.waybill.language.fieldtypes;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses on the web; without a scheme, http is taken. Other schemes are not valid. Characters
 * that may not stand in an address are escaped.
 */
public final class Urls {

    private static final int LONGEST = 8_192;
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern OTHER_SCHEME =
            Pattern.compile("(?!(?i:https?):)[A-Za-z][A-Za-z0-9+.-]*:(?!\\d).*", Pattern.DOTALL);
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:(https?)://|(?!https?:))(?:([^/?#\\s]*)@)?(\\[[0-9a-f:.]+]|[^/?#:@\\s\\[\\]<>\"`{}|^\\\\%]+)"
                            + "(?::(\\d{0,5}))?(/[^?#]*)?(?:\\?([^#]*))?(?:#(.*))?",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Urls() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        String stripped = text.strip();
        if (stripped.length() > LONGEST || OTHER_SCHEME.matcher(stripped).matches()) {
            return Parsed.invalid(text);
        }
        Matcher address = ADDRESS.matcher(stripped);
        String host = address.matches() ? host(address.group(3)) : null;
        String protocol = host == null ? "" : Words.lower(orElse(address.group(1), "http"));
        String port = host == null ? null : port(orElse(address.group(4), ""), protocol);
        if (host == null || port == null) {
            return Parsed.invalid(text);
        }
        String user = address.group(2) == null ? "" : escaped(address.group(2)) + "@";
        String path = escaped(orElse(address.group(5), "/"));
        String query = escaped(orElse(address.group(6), ""));
        String hash = escaped(orElse(address.group(7), ""));
        String normal =
                protocol
                        + "://"
                        + user
                        + host
                        + (port.isEmpty() ? "" : ":" + port)
                        + path
                        + (query.isEmpty() ? "" : "?" + query)
                        + (hash.isEmpty() ? "" : "#" + hash);
        return Parsed.valid(
                normal,
                Map.of(
                        "protocol", protocol,
                        "host", host,
                        "port", port,
                        "path", path,
                        "query", query,
                        "hash", hash));
    }

    private static @Nullable String host(String text) {
        if (text.length() > LONGEST_HOST) {
            return null;
        }
        try {
            String host = text.startsWith("[") ? text : IDN.toASCII(text);
            boolean named = !host.isEmpty() && !host.startsWith(".") && !host.contains("..");
            return named ? Words.lower(host) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Empty where it is the usual one, null where there is no such port. */
    private static @Nullable String port(String digits, String protocol) {
        if (digits.isEmpty()) {
            return "";
        }
        int port = Integer.parseInt(digits);
        int usual = protocol.equals("https") ? 443 : 80;
        return port > HIGHEST_PORT ? null : port == usual ? "" : Integer.toString(port);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte code : text.getBytes(StandardCharsets.UTF_8)) {
            if (code > ' ' && code < 0x7f && "\"<>`\\".indexOf(code) < 0) {
                escaped.append((char) code);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(code));
            }
        }
        return escaped.toString();
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null ? other : text;
    }
}
