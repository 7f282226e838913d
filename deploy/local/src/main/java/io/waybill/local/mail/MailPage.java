package io.waybill.local.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.waybill.local.edge.RequestPath;
import io.waybill.local.mail.MailCatcher.CaughtMail;
import java.util.List;
import java.util.stream.Collectors;

/** Caught mail as a page at {@code /} and as JSON at {@code /messages}; DELETE there empties it. */
public final class MailPage {

    private final Vertx vertx;
    private final MailCatcher mail;

    public MailPage(Vertx vertx, MailCatcher mail) {
        this.vertx = vertx;
        this.mail = mail;
    }

    /** Listens on the port of the loopback address. */
    public Future<HttpServer> listen(int port) {
        return vertx.createHttpServer(new HttpServerOptions().setPort(port).setHost("127.0.0.1"))
                .requestHandler(this::handle)
                .listen();
    }

    private void handle(HttpServerRequest request) {
        boolean messages = RequestPath.of(request).equals("/messages");
        if (messages && request.method() == HttpMethod.DELETE) {
            vertx.executeBlocking(
                            () -> {
                                mail.clear();
                                return "";
                            })
                    .onComplete(_ -> request.response().setStatusCode(204).end());
        } else if (request.method() != HttpMethod.GET) {
            request.response().setStatusCode(405).putHeader("Allow", "GET").end();
        } else if (messages || RequestPath.of(request).equals("/")) {
            vertx.executeBlocking(mail::all, false)
                    .onSuccess(all -> send(request, all, messages))
                    .onFailure(_ -> request.response().setStatusCode(500).end());
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private static void send(HttpServerRequest request, List<CaughtMail> all, boolean asJson) {
        request.response()
                .putHeader("Content-Type", asJson ? "application/json" : "text/html; charset=utf-8")
                .putHeader(
                        "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .end(asJson ? json(all) : html(all));
    }

    private static String json(List<CaughtMail> all) {
        var items = new JsonArray();
        for (var each : all) {
            items.add(
                    new JsonObject()
                            .put("id", each.id())
                            .put("from", each.from())
                            .put("to", new JsonArray(each.to()))
                            .put("subject", each.subject())
                            .put("sent_at", each.sent().toString())
                            .put("text", each.text()));
        }
        return new JsonObject().put("items", items).encode();
    }

    private static String html(List<CaughtMail> all) {
        var rows = all.reversed().stream().map(MailPage::row).collect(Collectors.joining());
        return """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Waybill: mail</title>
        <style>body{font:15px system-ui;margin:2rem;max-width:60rem}pre{white-space:pre-wrap;\
        background:#f4f4f2;padding:1rem}summary{cursor:pointer;padding:.4rem 0}</style></head>
        <body><h1>Caught mail</h1><p>%d kept. Nothing leaves this machine.</p>%s</body></html>
        """
                .formatted(all.size(), rows);
    }

    private static String row(CaughtMail mail) {
        return "<details><summary><b>%s</b> to %s, %s</summary><pre>%s</pre></details>"
                .formatted(
                        escaped(mail.subject()),
                        escaped(String.join(", ", mail.to())),
                        mail.sent(),
                        escaped(mail.text()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
