package io.waybill.local.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once from the archive inside their artifact. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The directory that holds {@code bin/}; several processes may ask at once. */
    static synchronized Path unpacked(ServerParts parts) {
        var home = parts.postgres().resolve("home");
        var done = parts.postgres().resolve("unpacked");
        if (Files.exists(done)) {
            return home;
        }
        try (var channel =
                        FileChannel.open(
                                parts.postgres().resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(done)) {
                unpack(parts.postgres().resolve("binaries.jar"), home);
                Files.createFile(done);
            }
            return home;
        } catch (IOException e) {
            throw new ServerFailed("Cannot unpack PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static void unpack(Path jar, Path home) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var archive =
                    zip.stream()
                            .filter(entry -> entry.getName().endsWith(".txz"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("No archive in " + jar));
            try (var tar =
                    new TarArchiveInputStream(
                            new XZInputStream(
                                    new BufferedInputStream(zip.getInputStream(archive))))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, home);
                }
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path home)
            throws IOException {
        var target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("Entry outside of its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
                throw new IOException("Cannot make executable: " + target);
            }
        }
    }
}
