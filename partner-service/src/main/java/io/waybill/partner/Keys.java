package io.waybill.partner;

import io.waybill.eventsourcing.sealing.MasterKeys;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The installation's keys, from the files that the configuration names. */
@Dependent
final class Keys {

    @Produces
    @Singleton
    MasterKeys masterKeys(@ConfigProperty(name = "waybill.master-keys") Path file) {
        return MasterKeys.load(file);
    }
}
