package io.waybill.servicekit.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a call came from. */
public final class CallerAddress {

    /** In which an edge says whose call it passes on. */
    public static final String HEADER = "X-Forwarded-For";

    private CallerAddress() {}

    /**
     * The address of the caller as text. Only a neighbour is believed what it passes on, and of
     * that the last address, which it added itself: anybody may send the header.
     *
     * @param peer address of the connection's other end
     * @param forwarded values of the header
     */
    public static Optional<String> of(@Nullable String peer, List<String> forwarded) {
        Optional<InetAddress> direct = Optional.ofNullable(peer).flatMap(CallerAddress::literal);
        return direct.filter(CallerAddress::isNeighbour)
                .flatMap(_ -> last(forwarded))
                .or(() -> direct)
                .map(InetAddress::getHostAddress);
    }

    private static boolean isNeighbour(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || isOfAnInstallation(address.getAddress());
    }

    /** Unique local (fc00::/7) and shared (100.64.0.0/10) addresses, as containers have them. */
    private static boolean isOfAnInstallation(byte[] address) {
        return address.length == 4
                ? address[0] == 100 && (address[1] & 0xC0) == 64
                : (address[0] & 0xFE) == 0xFC;
    }

    private static Optional<InetAddress> last(List<String> forwarded) {
        if (forwarded.isEmpty()) {
            return Optional.empty();
        }
        String text = forwarded.getLast();
        return literal(text.substring(text.lastIndexOf(',') + 1));
    }

    /** An address and not a name: nothing is looked up. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text.strip()));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
