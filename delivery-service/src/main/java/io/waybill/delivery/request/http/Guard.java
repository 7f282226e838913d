package io.waybill.delivery.request.http;

import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Flaw;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where requests may go: to names that the public DNS can know and to public addresses, and to
 * those others that the operator has named. A seller must not reach what stands behind Waybill.
 */
@Singleton
public final class Guard {

    static final String NOT_PUBLIC = "URL must be public";

    private static final Pattern EXCEPTION =
            Pattern.compile("([^:\\[\\]]+|\\[[^\\]]+])(?::(\\d{1,5})(?:-(\\d{1,5}))?)?");

    private final List<Allowed> exceptions;

    @Inject
    Guard(DeliveryConfig config) {
        this(config.privateDestinations().orElse(List.of()));
    }

    /**
     * @param exceptions {@code host}, {@code host:port} or {@code host:first-last}
     */
    Guard(List<String> exceptions) {
        this.exceptions = exceptions.stream().map(Allowed::parse).toList();
    }

    static Guard of(String... exceptions) {
        return new Guard(List.of(exceptions));
    }

    void check(URI url) throws BrokenRequest {
        if (!isAllowed(url)) {
            throw new BrokenRequest(Flaw.URL_UNUSABLE, NOT_PUBLIC);
        }
    }

    boolean isAllowed(URI url) {
        return isException(url) || isPublic(host(url));
    }

    /** Exceptions are made for what a seller wrote, not for what a stranger's reply asks for. */
    boolean mayRedirect(URI from, URI to) {
        return isPublic(host(to)) || (isException(from) && isException(to));
    }

    /**
     * Whether the address that a name turned out to have may be spoken to: whoever owns a public
     * name can give it any address.
     *
     * @param address null where it is not known
     */
    boolean mayConnect(URI url, @Nullable String address) {
        return isException(url)
                || (address != null
                        && InetAddresses.isInetAddress(address)
                        && isPublic(InetAddresses.forString(address)));
    }

    private boolean isException(URI url) {
        String host = host(url);
        int port = url.getPort() > 0 ? url.getPort() : url.getScheme().length() == 5 ? 443 : 80;
        return exceptions.stream().anyMatch(exception -> exception.covers(host, port));
    }

    private static String host(URI url) {
        return String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    }

    private static boolean isPublic(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (InetAddresses.isInetAddress(bare)) {
            return isPublic(InetAddresses.forString(bare));
        }
        // A name of digits alone is an address in one of its odd spellings.
        return InternetDomainName.isValid(bare)
                && InternetDomainName.from(bare).isUnderPublicSuffix();
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean reserved =
                address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || address.isMulticastAddress();
        if (bytes.length == 16) {
            // fc00::/7 is private; everything public lies in 2000::/3.
            return !reserved && (bytes[0] & 0xE0) == 0x20;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return !reserved
                && first != 0
                && first < 224
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0)
                && !(first == 198 && (second == 18 || second == 19));
    }

    private record Allowed(String host, int from, int to) {

        static Allowed parse(String text) {
            Matcher parts = EXCEPTION.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!parts.matches()) {
                throw new IllegalArgumentException("Not a destination: " + text);
            }
            int from = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
            int to =
                    parts.group(3) != null
                            ? Integer.parseInt(parts.group(3))
                            : parts.group(2) == null ? 65_535 : from;
            return new Allowed(parts.group(1), from, to);
        }

        boolean covers(String otherHost, int port) {
            return host.equals(otherHost) && port >= from && port <= to;
        }
    }
}
