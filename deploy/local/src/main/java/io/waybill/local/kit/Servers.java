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

    /**
     * The servers that system property {@code waybill.servers} names: {@code processes}, the
     * default, or {@code containers}.
     */
    static Servers chosen() {
        return switch (System.getProperty("waybill.servers", "processes")) {
            case "processes" -> processes();
            case "containers" -> new ContainerServers();
            default -> throw new ServerFailed("waybill.servers is processes or containers");
        };
    }

    /** The servers as processes of this machine. */
    static Servers processes() {
        return new ProcessServers();
    }
}
