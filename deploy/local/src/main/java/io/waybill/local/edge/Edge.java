package io.waybill.local.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** Takes every request of the outside and passes it to the service that its path belongs to. */
public final class Edge {

    private static final int MOST_CONNECTIONS = 4_000;
    private static final int IDLE_SECONDS = 400;

    private final Vertx vertx;
    private final Routes routes;
    private final ToIntFunction<String> portOf;
    private final EdgePages pages;
    private final HttpProxy proxy;
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * @param portOf the port of a service on the loopback address
     */
    public Edge(Vertx vertx, Routes routes, ToIntFunction<String> portOf, EdgePages pages) {
        this.vertx = vertx;
        this.routes = routes;
        this.portOf = portOf;
        this.pages = pages;
        var client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setMaxPoolSize(2_000)
                                .setMaxWaitQueueSize(MOST_CONNECTIONS)
                                .setConnectTimeout(2_000)
                                .setKeepAliveTimeout(20)
                                .setMaxHeaderSize(32 * 1024));
        this.proxy =
                HttpProxy.reverseProxy(client)
                        .originSelector(request -> Future.succeededFuture(originOf(request)))
                        .addInterceptor(new Forwarding(routes));
    }

    private SocketAddress originOf(HttpServerRequest request) {
        var service =
                pages.documentedService(RequestPath.of(request))
                        .or(() -> routes.serviceOf(RequestPath.of(request)));
        return SocketAddress.inetSocketAddress(
                portOf.applyAsInt(service.orElseThrow()), "127.0.0.1");
    }

    /** Listens on the port of the given loopback address. */
    public Future<HttpServer> listen(int port, String address) {
        var options =
                new HttpServerOptions()
                        .setPort(port)
                        .setHost(address)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setMaxInitialLineLength(16 * 1024)
                        .setMaxHeaderSize(32 * 1024)
                        .setHttp2ClearTextEnabled(false)
                        .setAcceptBacklog(1_024);
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    if (connections.incrementAndGet() > MOST_CONNECTIONS) {
                        connection.close();
                    }
                    connection.closeHandler(_ -> connections.decrementAndGet());
                })
                .requestHandler(this::handle)
                .listen();
    }

    private void handle(HttpServerRequest request) {
        if (isTooLong(request)) {
            answer(request, EdgeError.tooLarge(request));
        } else if (routes.serviceOf(RequestPath.of(request)).isPresent()
                || pages.documentedService(RequestPath.of(request)).isPresent()) {
            proxy.handle(request);
        } else if (!pages.answer(request)) {
            answer(request, EdgeError.unknownPath(request));
        }
    }

    private static boolean isTooLong(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length != null
                && (length.length() > 18
                        || length.chars().allMatch(Character::isDigit)
                                && !length.isEmpty()
                                && Long.parseLong(length) > Forwarding.BODY_LIMIT);
    }

    private static void answer(HttpServerRequest request, EdgeError error) {
        request.response()
                .setStatusCode(error.status())
                .putHeader("Content-Type", error.contentType())
                .putHeader("Connection", "close")
                .end(error.body());
    }
}
