package io.waybill.flowengine;

import io.waybill.eventsourcing.EventIds;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.flowengine.leadrun.EventIdOf;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The installation's keys, from the files that the configuration names. */
@Dependent
final class Keys {

    private static final int SECRET_BYTES = 32;

    @Produces
    @Singleton
    MasterKeys masterKeys(@ConfigProperty(name = "waybill.master-keys") Path file) {
        return MasterKeys.load(file);
    }

    /** Event IDs under the installation's secret, so that nobody can guess them. */
    @Produces
    @Singleton
    EventIdOf eventIds(@ConfigProperty(name = "waybill.installation-secret") Path file) {
        byte[] secret = secret(file);
        return (lead, step, run) -> EventIds.of(secret, lead, step, run);
    }

    private static byte[] secret(Path file) {
        try {
            byte[] secret = Base64.getDecoder().decode(Files.readString(file).strip());
            if (secret.length == SECRET_BYTES) {
                return secret;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the installation secret in " + file, e);
        } catch (IllegalArgumentException notBase64) {
            // said below, without quoting the file
        }
        throw new IllegalArgumentException(file + " does not hold 32 bytes in base64.");
    }
}
