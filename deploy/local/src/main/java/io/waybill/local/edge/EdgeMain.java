package io.waybill.local.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.waybill.local.Installation;
import io.waybill.local.Ports;
import io.waybill.local.mail.MailCatcher;
import io.waybill.local.mail.MailPage;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of the edge and the mail catcher. */
public final class EdgeMain {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeMain.class);

    private EdgeMain() {}

    public static void main(String[] arguments) {
        var home = Path.of(required("WAYBILL_HOME"));
        int base = Integer.parseInt(required("WAYBILL_PORT_BASE"));
        var installation = Installation.at(home, base);
        var ports = installation.ports();
        var vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(4).setEventLoopPoolSize(2));
        var pages =
                new EdgePages(vertx, Ports.SERVICES, installation::status, addresses(installation));
        var edge = new Edge(vertx, Routes.ofBuild(), Origins.watched(vertx, ports), pages);
        var mail = MailCatcher.start(ports.smtp());
        edge.listen(ports.edge(), "127.0.0.1")
                .compose(_ -> new MailPage(vertx, mail).listen(ports.mailPage()))
                .onFailure(EdgeMain::endWith);
        // Names such as localhost resolve to this address first on some systems.
        edge.listen(ports.edge(), "::1").recover(_ -> Future.succeededFuture());
    }

    private static void endWith(Throwable failure) {
        LOG.error("the edge cannot listen", failure);
        System.exit(1);
    }

    private static JsonObject addresses(Installation installation) {
        return new JsonObject()
                .put("edge", installation.edge().toString())
                .put("documents", installation.edge() + "/api/docs")
                .put("mail", installation.mailPage().toString())
                .put("registry", installation.registry().toString())
                .put("kafka", installation.bootstrapServers());
    }

    private static String required(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set; ./waybill up sets it");
        }
        return value;
    }
}
