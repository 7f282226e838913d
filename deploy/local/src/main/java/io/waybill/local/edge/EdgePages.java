package io.waybill.local.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.waybill.local.ProcessStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What the edge serves itself: the console's files, what is running, and the API documents. */
public final class EdgePages {

    static final String DOCUMENTS = "/api/docs";

    private final Vertx vertx;
    private final List<String> services;
    private final Callable<List<ProcessStatus>> status;
    private final JsonObject addresses;
    private final ConsoleFiles files = new ConsoleFiles();

    /**
     * @param status asks every process; may block
     * @param addresses where to look, shown as they are
     */
    public EdgePages(
            Vertx vertx,
            List<String> services,
            Callable<List<ProcessStatus>> status,
            JsonObject addresses) {
        this.vertx = vertx;
        this.services = services;
        this.status = status;
        this.addresses = addresses;
    }

    /**
     * The service whose OpenAPI document the path names, as in {@code /api/docs/intake/openapi}.
     */
    Optional<String> documentedService(String path) {
        return services.stream()
                .filter(service -> path.equals(DOCUMENTS + "/" + service + "/openapi"))
                .findFirst();
    }

    /** Answers the request, or says that nothing is at its path. */
    boolean answer(HttpServerRequest request) {
        var path = RequestPath.of(request);
        if (path.equals("/healthz")) {
            request.response().putHeader("Content-Type", "text/plain").end("ok");
            return true;
        }
        if (path.equals("/status.json")) {
            answerStatus(request);
            return true;
        }
        if (path.equals(DOCUMENTS)) {
            answerDocuments(request);
            return true;
        }
        if (path.startsWith("/api/") || path.startsWith("/flows/") || !isRead(request)) {
            return false;
        }
        files.send(path, request.response());
        return true;
    }

    private static boolean isRead(HttpServerRequest request) {
        return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    }

    private void answerStatus(HttpServerRequest request) {
        vertx.executeBlocking(status, false)
                .onComplete(asked -> {
                    var body = new JsonObject().put("addresses", addresses);
                    if (asked.succeeded()) {
                        body.put("processes", shown(asked.result()));
                    } else {
                        body.put("error", String.valueOf(asked.cause().getMessage()));
                    }
                    sendJson(request, asked.succeeded() ? 200 : 500, body);
                });
    }

    private static JsonArray shown(List<ProcessStatus> all) {
        var shown = new JsonArray();
        for (var each : all) {
            shown.add(
                    new JsonObject()
                            .put("name", each.name())
                            .put("state", each.state().name().toLowerCase(Locale.ROOT))
                            .put("pid", each.pid() == 0 ? null : each.pid())
                            .put("address", each.address())
                            .put("resident_bytes", each.residentBytes()));
        }
        return shown;
    }

    private void answerDocuments(HttpServerRequest request) {
        var documents = new JsonArray();
        for (var service : services) {
            documents.add(
                    new JsonObject()
                            .put("service", service)
                            .put("url", DOCUMENTS + "/" + service + "/openapi"));
        }
        sendJson(request, 200, new JsonObject().put("items", documents));
    }

    private static void sendJson(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.encode());
    }
}
