package io.waybill.language.fieldtypes;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses on the web; without a scheme, http is taken. Other schemes are not valid. */
public final class Urls {

    private static final int LONGEST = 8_192;
    private static final Pattern SCHEME =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);

    private Urls() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        String stripped = text.strip();
        URI uri = stripped.isEmpty() || stripped.length() > LONGEST ? null : read(stripped);
        if (uri == null) {
            return Parsed.invalid(text);
        }
        String protocol = Words.lower(uri.getScheme());
        String host = Words.lower(uri.getHost());
        String port = portOf(uri, protocol);
        String path = orEmpty(uri.getRawPath()).isEmpty() ? "/" : uri.getRawPath();
        String query = orEmpty(uri.getRawQuery());
        String hash = orEmpty(uri.getRawFragment());
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
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

    private static @Nullable URI read(String text) {
        try {
            URI uri = new URI(SCHEME.matcher(text).matches() ? text : "http://" + text);
            String scheme = uri.getScheme();
            boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            return web && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String portOf(URI uri, String protocol) {
        int usual = protocol.equals("https") ? 443 : 80;
        return uri.getPort() < 0 || uri.getPort() == usual ? "" : Integer.toString(uri.getPort());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
