package io.waybill.local.kit;

import java.nio.file.Path;

/**
 * Where tests get their servers from. A server that a test started never outlives the test's JVM,
 * however that ends.
 */
public interface Servers {

    /** A broker, not yet started, on free ports, whose files are under the directory. */
    KafkaServer kafka(Path directory);

    /** A database server, not yet started, on a free port, whose files are under the directory. */
    DatabaseServer database(Path directory);

    /** The servers as processes of this machine. */
    static Servers processes() {
        return new ProcessServers();
    }
}
