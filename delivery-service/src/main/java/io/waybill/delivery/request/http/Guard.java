package io.waybill.delivery.request.http;

import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Flaw;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where requests may go: to names that the public DNS can know and to public addresses, to where
 * this installation takes leads itself, and to those others that the operator has named. A seller
 * must not reach what stands behind Waybill.
 */
@Singleton
public final class Guard {

    public static final String NOT_PUBLIC = "URL must be public";
    public static final String HOST_NOT_PUBLIC = "The host must be public";

    private static final Pattern EXCEPTION =
            Pattern.compile("([^:\\[\\]]+|\\[[^\\]]+])(?::(\\d{1,5})(?:-(\\d{1,5}))?)?");

    private final List<Allowed> exceptions;
    private final Names names;
    private final Optional<OwnSubmissions> own;

    /** What addresses a name has. Asked once for each connection. */
    interface Names {
        Future<List<InetSocketAddress>> resolve(Vertx vertx, String host);
    }

    /** None of the addresses may be spoken to. */
    static final class NotPublic extends Exception {
        private static final long serialVersionUID = 1L;

        NotPublic() {
            super(NOT_PUBLIC, null, false, false);
        }
    }

    @Inject
    Guard(DeliveryConfig config, @ConfigProperty(name = "waybill.public-url") URI publicUrl) {
        this(
                config.privateDestinations().orElse(List.of()),
                Guard::ask,
                Optional.of(new OwnSubmissions(publicUrl)));
    }

    /**
     * @param exceptions {@code host}, {@code host:port} or {@code host:first-last}
     */
    Guard(List<String> exceptions, Names names) {
        this(exceptions, names, Optional.empty());
    }

    private Guard(List<String> exceptions, Names names, Optional<OwnSubmissions> own) {
        this.exceptions = exceptions.stream().map(Allowed::parse).toList();
        this.names = names;
        this.own = own;
    }

    public static Guard of(String... exceptions) {
        return new Guard(List.of(exceptions), Guard::ask);
    }

    private static Future<List<InetSocketAddress>> ask(Vertx vertx, String host) {
        Promise<List<InetSocketAddress>> answer = Promise.promise();
        ((VertxInternal) vertx).addressResolver().resolveHostnameAll(host, answer);
        return answer.future();
    }

    /**
     * The address to connect to, judged: whoever connects must use it, since a name asked again may
     * have another. Fails with {@link NotPublic}, or where the name is not known.
     */
    Future<InetAddress> judged(Vertx vertx, URI url) {
        String host = host(url);
        String bare = bare(host);
        if (InetAddresses.isInetAddress(bare)) {
            return first(url, List.of(InetAddresses.forString(bare)));
        }
        return names.resolve(vertx, host)
                .compose(found ->
                        first(url, found.stream().map(InetSocketAddress::getAddress).toList()));
    }

    private Future<InetAddress> first(URI url, List<InetAddress> addresses) {
        boolean anywhere = isException(url);
        return addresses.stream()
                .filter(address -> anywhere || isPublic(address))
                .findFirst()
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new NotPublic()));
    }

    /**
     * The address of a server that is not spoken to by HTTP, judged in the same way.
     *
     * @throws BrokenRequest where it may not be spoken to
     * @throws UnknownHostException where the name has no address
     */
    public InetAddress judged(String host, int port) throws BrokenRequest, UnknownHostException {
        boolean anywhere = isException(host.toLowerCase(Locale.ROOT), port);
        if (!anywhere && !isPublic(host.toLowerCase(Locale.ROOT))) {
            throw new BrokenRequest(Flaw.URL_UNUSABLE, HOST_NOT_PUBLIC);
        }
        for (InetAddress address : InetAddress.getAllByName(bare(host))) {
            if (anywhere || isPublic(address)) {
                return address;
            }
        }
        throw new BrokenRequest(Flaw.URL_UNUSABLE, HOST_NOT_PUBLIC);
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
        return isException(host, port) || own.filter(here -> here.covers(url)).isPresent();
    }

    private boolean isException(String host, int port) {
        return exceptions.stream().anyMatch(exception -> exception.covers(host, port));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String host(URI url) {
        return String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    }

    private static boolean isPublic(String host) {
        String bare = bare(host);
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
            // fc00::/7 is private; everything public lies in 2000::/3, but for what tunnels to
            // addresses of the other kind, and examples.
            int prefix = ByteBuffer.wrap(bytes).getInt();
            boolean tunnel = prefix == 0x20010000 || prefix >>> 16 == 0x2002;
            return !reserved && !tunnel && prefix != 0x20010DB8 && (bytes[0] & 0xE0) == 0x20;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return !reserved
                && first != 0
                && first < 224
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0)
                && !(first == 192 && second == 88 && bytes[2] == 99)
                && !(first == 198 && second == 51 && bytes[2] == 100)
                && !(first == 203 && second == 0 && bytes[2] == 113)
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
