package io.waybill.intake.submission;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the query's {@code redir_url} sends the caller's browser after the answer. */
public final class RedirectAddress {

    private RedirectAddress() {}

    /** The first one, if several are given; refused unless it is an http or https address. */
    public static Optional<String> in(Map<String, @Nullable Object> query) {
        Object value = query.get("redir_url");
        if (value instanceof List<?> several) {
            value = several.getFirst();
        }
        return value == null ? Optional.empty() : Optional.of(checked(value.toString()));
    }

    private static String checked(String address) {
        try {
            URI uri = new URI(address.strip().replace(" ", "%20"));
            String scheme = uri.getScheme();
            if (scheme != null && uri.getHost() != null && isWeb(scheme)) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException unreadable) {
            // Answered below, as any other address that no browser could follow.
        }
        throw new SubmissionRefused(Refusal.REDIRECT_INVALID, "Invalid redir_url");
    }

    private static boolean isWeb(String scheme) {
        return List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT));
    }
}
