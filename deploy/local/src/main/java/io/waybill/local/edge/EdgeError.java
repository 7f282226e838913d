package io.waybill.local.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What the edge itself answers when no service can: problem details, and on the calls of sources
 * and buyers the plain forms that their programs know.
 */
record EdgeError(int status, String code, String detail, String contentType, String body) {

    static EdgeError serviceAway(HttpServerRequest request, String service) {
        return of(request, 503, "edge.service-away", "The " + service + " service does not answer");
    }

    static EdgeError tooLarge(HttpServerRequest request) {
        return of(request, 413, "edge.body-too-large", "The body is larger than 1 MiB");
    }

    static EdgeError unknownPath(HttpServerRequest request) {
        return of(request, 404, "edge.path-unknown", "Nothing is at " + RequestPath.of(request));
    }

    private static EdgeError of(HttpServerRequest request, int status, String code, String detail) {
        if (!isPlain(RequestPath.of(request))) {
            var body =
                    new JsonObject()
                            .put("code", code)
                            .put("title", title(status))
                            .put("status", status)
                            .put("detail", detail);
            return new EdgeError(status, code, detail, "application/problem+json", body.encode());
        }
        if (status == 413) {
            return new EdgeError(status, code, detail, "text/plain", detail);
        }
        return wantsXml(request)
                ? new EdgeError(
                        status,
                        code,
                        detail,
                        "application/xml",
                        "<result><message>" + escaped(detail) + "</message></result>")
                : new EdgeError(
                        status,
                        code,
                        detail,
                        "application/json",
                        new JsonObject().put("message", detail).encode());
    }

    private static boolean isPlain(String path) {
        return path.startsWith("/flows/") || path.equals("/feedback");
    }

    private static boolean wantsXml(HttpServerRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null
                && accept.toLowerCase(Locale.ROOT).contains("xml")
                && !accept.contains("json");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String title(int status) {
        return switch (status) {
            case 404 -> "Not Found";
            case 413 -> "Content Too Large";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}
