package io.waybill.local;

import io.waybill.local.kit.ServerParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a Java process of the installation is started: small, and quickly ready. */
final class JavaCommand {

    private JavaCommand() {}

    static List<String> jar(Path jar, int heapMegabytes) {
        var command = start(heapMegabytes);
        command.add("-jar");
        command.add(jar.toString());
        return List.copyOf(command);
    }

    /** A main class of this module, which is on no service's class path. */
    static List<String> ofLauncher(Path root, String mainClass, int heapMegabytes) {
        var target = root.resolve("deploy/local/target");
        var command = start(heapMegabytes);
        command.add("-Dwaybill.root=" + root);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-cp");
        command.add(target.resolve("classes") + ":" + target.resolve("lib") + "/*");
        command.add(mainClass);
        return List.copyOf(command);
    }

    private static List<String> start(int heapMegabytes) {
        return new ArrayList<>(
                List.of(
                        ServerParts.java(),
                        "-Xmx" + heapMegabytes + "m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:ReservedCodeCacheSize=96m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
    }
}
