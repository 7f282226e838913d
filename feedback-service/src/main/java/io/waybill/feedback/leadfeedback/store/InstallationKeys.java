package io.waybill.feedback.leadfeedback.store;

import io.waybill.eventsourcing.sealing.MasterKeys;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The master keys of the installation, read once at start. */
@Dependent
final class InstallationKeys {

    @Produces
    @Singleton
    MasterKeys masterKeys(@ConfigProperty(name = "waybill.master-keys") Path file) {
        return MasterKeys.load(file);
    }
}
