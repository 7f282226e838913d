package io.waybill.local;

import io.waybill.local.kit.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Secrets of the installation, generated once. Whoever loses the master keys loses the personal
 * data on the ledger, so nothing here ever writes over a file that exists.
 */
record Keys(Path directory) {

    Path masterKeys() {
        return directory.resolve("master-keys");
    }

    Path installationSecret() {
        return directory.resolve("installation-secret");
    }

    /** Proves to a service that whoever calls runs the installation. */
    Path operatorKey() {
        return directory.resolve("operator-key");
    }

    String operatorKeyText() {
        try {
            return Files.readString(operatorKey()).strip();
        } catch (IOException e) {
            throw new InstallationFailed(
                    "There is no " + operatorKey() + "; ./waybill up makes it", e);
        }
    }

    /** Generates what is missing. */
    void ensure() {
        try {
            Files.createDirectories(directory);
            if (!Files.exists(masterKeys())) {
                Secrets.write(masterKeys(), "master-1 " + Secrets.random() + "\n");
            }
            if (!Files.exists(installationSecret())) {
                Secrets.write(installationSecret(), Secrets.random() + "\n");
            }
            if (!Files.exists(operatorKey())) {
                Secrets.writeNew(operatorKey());
            }
        } catch (IOException e) {
            throw new InstallationFailed("Cannot write keys in " + directory, e);
        }
    }

    /** The password of a database role. */
    String databasePassword(String database) {
        var file = directory.resolve("database-" + database + ".password");
        try {
            return Files.exists(file) ? Files.readString(file).strip() : Secrets.writeNew(file);
        } catch (IOException e) {
            throw new InstallationFailed("Cannot read or write " + file, e);
        }
    }
}
