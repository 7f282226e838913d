package io.waybill.delivery.request;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a reply sends the caller on to. */
public final class Redirect {

    private static final Set<Integer> AS_GET = Set.of(301, 302, 303);
    private static final Set<Integer> AS_IT_IS = Set.of(307, 308);

    /** What another host may see of the headers: the seller's own may be keys. */
    private static final Set<String> FOR_ANYBODY =
            Set.of("accept", "content-type", Headers.IDEMPOTENCY_KEY.toLowerCase(Locale.ROOT));

    private Redirect() {}

    /**
     * The request that a redirect asks for; nothing where the reply is none, where the request does
     * not follow any, and where it leads from https to http.
     */
    public static Optional<OutgoingRequest> next(
            OutgoingRequest request, int status, String location) {
        boolean asGet = AS_GET.contains(status);
        if (!request.manner().followsRedirects() || !(asGet || AS_IT_IS.contains(status))) {
            return Optional.empty();
        }
        URI from = request.url();
        URI to;
        try {
            to = Urls.parse(from.resolve(location.strip()).toString());
        } catch (BrokenRequest | IllegalArgumentException unusable) {
            return Optional.empty();
        }
        boolean lessSafe = isHttps(from) && !isHttps(to);
        return lessSafe ? Optional.empty() : Optional.of(moved(request, to, asGet));
    }

    private static OutgoingRequest moved(OutgoingRequest request, URI to, boolean asGet) {
        boolean sameHost = origin(request.url()).equals(origin(to));
        List<Header> headers =
                request.headers().stream()
                        .filter(header -> sameHost || FOR_ANYBODY.contains(lower(header.name())))
                        .filter(header -> !asGet || !lower(header.name()).equals("content-type"))
                        .toList();
        return new OutgoingRequest(
                asGet ? "GET" : request.method(),
                to,
                headers,
                asGet ? new Body.Empty() : request.body(),
                request.manner());
    }

    private static String origin(URI url) {
        return lower(url.getScheme() + "://" + url.getHost() + ":" + url.getPort());
    }

    private static boolean isHttps(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
