package io.waybill.local.demo;

import io.waybill.local.Layout;
import io.waybill.local.Ports;
import java.io.IOException;
import java.nio.file.Path;

/** The process of the demo's buyers; it lives until {@code ./waybill down}. */
public final class BuyersMain {

    private BuyersMain() {}

    public static void main(String[] arguments) throws IOException {
        var layout = new Layout(Path.of(required("WAYBILL_HOME")));
        var ports = new Ports(Integer.parseInt(required("WAYBILL_PORT_BASE")));
        for (var manner : BuyerManner.values()) {
            BuyerServer.start(manner, ports.buyer(manner.ordinal()), layout.buyers());
        }
        var files = layout.buyers().resolve("files");
        WayServers.start(files, ports.ways(), ports.sftp(), ports.ftp());
    }

    private static String required(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set; ./waybill demo sets it");
        }
        return value;
    }
}
