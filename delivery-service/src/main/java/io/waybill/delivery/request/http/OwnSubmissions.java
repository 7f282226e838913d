package io.waybill.delivery.request.http;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses at which this installation itself takes leads. They may be posted to wherever the
 * installation stands: they are open to everybody, and nothing else of it is reached by them.
 *
 * @param installation its address as the outside sees it
 */
record OwnSubmissions(URI installation) {

    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern SUBMIT =
            Pattern.compile("/flows/" + ID + "/sources/" + ID + "/submit");

    boolean covers(URI url) {
        String base =
                Objects.requireNonNullElse(installation.getRawPath(), "").replaceAll("/+$", "");
        String path = Objects.requireNonNullElse(url.getRawPath(), "");
        return Objects.equals(lower(installation.getScheme()), lower(url.getScheme()))
                && Objects.equals(lower(installation.getHost()), lower(url.getHost()))
                && installation.getPort() == url.getPort()
                && path.startsWith(base)
                && SUBMIT.matcher(path.substring(base.length())).matches();
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
