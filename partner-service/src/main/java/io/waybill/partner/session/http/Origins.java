package io.waybill.partner.session.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.waybill.partner.session.Origin;
import io.waybill.servicekit.network.CallerAddress;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Reads where a call came from. */
public final class Origins {

    private Origins() {}

    public static Origin of(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return new Origin(
                CallerAddress.of(
                        peer == null ? null : peer.hostAddress(),
                        request.headers().getAll(CallerAddress.HEADER)),
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)));
    }
}
