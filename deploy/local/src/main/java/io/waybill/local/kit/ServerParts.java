package io.waybill.local.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the build laid out the servers' own files: {@code deploy/servers/target}. */
public record ServerParts(Path directory) {

    /**
     * Finds the files from system property {@code waybill.root}, else from the working directory
     * upwards.
     */
    public static ServerParts find() {
        var parts = new ServerParts(root().resolve("deploy/servers/target"));
        if (!Files.isDirectory(parts.kafka()) || !Files.isDirectory(parts.postgres())) {
            throw new ServerFailed(
                    "The servers' files are missing in "
                            + parts.directory
                            + ". Make them with: ./mvnw -Dquick package -pl deploy/servers");
        }
        return parts;
    }

    /** The root directory of the project. */
    public static Path root() {
        var named = System.getProperty("waybill.root");
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        for (@Nullable Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("deploy/servers/pom.xml"))) {
                return at;
            }
        }
        throw new ServerFailed("Not inside the project, and -Dwaybill.root is not set");
    }

    Path kafka() {
        return directory.resolve("kafka");
    }

    Path postgres() {
        return directory.resolve("postgres");
    }

    public Path registry() {
        return directory.resolve("registry");
    }

    /** The java program of the JDK that runs this. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
