package io.waybill.local.edge;

import io.vertx.core.http.HttpServerRequest;

/** The path of a request; a request without one, as {@code OPTIONS *}, asks for the start. */
public final class RequestPath {

    private RequestPath() {}

    public static String of(HttpServerRequest request) {
        var path = request.path();
        return path == null ? "/" : path;
    }
}
