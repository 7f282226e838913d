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

    /** The only header that another host may see: the seller's own may be keys. */
    private static final String FOR_ANYBODY = "accept";

    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-encoding");

    private Redirect() {}

    /**
     * The request that a redirect asks for; nothing where the reply is none, where the request does
     * not follow any, where it leads from https to http, and where it would hand the lead on to
     * another host, port or scheme.
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
        boolean handsOn = !asGet && !request.body().isEmpty() && !isSameOrigin(from, to);
        return lessSafe || handsOn ? Optional.empty() : Optional.of(moved(request, to, asGet));
    }

    private static OutgoingRequest moved(OutgoingRequest request, URI to, boolean asGet) {
        boolean sameOrigin = isSameOrigin(request.url(), to);
        List<Header> headers =
                request.headers().stream()
                        .filter(header -> sameOrigin || FOR_ANYBODY.equals(lower(header.name())))
                        .filter(header -> !asGet || !OF_THE_BODY.contains(lower(header.name())))
                        .toList();
        return new OutgoingRequest(
                asGet ? "GET" : request.method(),
                to,
                headers,
                asGet ? new Body.Empty() : request.body(),
                request.manner());
    }

    private static boolean isSameOrigin(URI from, URI to) {
        return origin(from).equals(origin(to));
    }

    private static String origin(URI url) {
        int port = url.getPort() > 0 ? url.getPort() : isHttps(url) ? 443 : 80;
        return lower(url.getScheme() + "://" + url.getHost() + ":" + port);
    }

    private static boolean isHttps(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
