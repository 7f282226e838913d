package io.waybill.delivery;

import io.waybill.delivery.batch.store.RowSender;
import io.waybill.delivery.partner.http.PartnerSender;
import io.waybill.delivery.request.http.Sender;
import io.waybill.delivery.request.http.Trust;
import io.waybill.delivery.settling.DeliveryDecider;
import io.waybill.delivery.transport.Transports;
import io.waybill.delivery.transport.files.FileSender;
import io.waybill.delivery.transport.mail.MailSender;
import io.waybill.eventsourcing.sealing.MasterKeys;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The parts that are made of configuration. */
@Dependent
final class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    @Produces
    @Singleton
    DeliveryDecider decider() {
        return new DeliveryDecider();
    }

    @Produces
    @Singleton
    Transports transports(Sender http, MailSender mail, FileSender files, RowSender rows) {
        PartnerSender partners =
                new PartnerSender(new Transports(List.of(http, mail, files), Wiring::log));
        return new Transports(List.of(http, mail, files, rows, partners), Wiring::log);
    }

    /** Without its message, which may quote the lead. */
    private static void log(Throwable defect) {
        LOG.errorf("a transport failed %s", Defect.of(defect));
    }

    @Produces
    @Singleton
    Trust trust(DeliveryConfig config) {
        return new Trust(config.trustedCertificates());
    }

    @Produces
    @Singleton
    MasterKeys masterKeys(@ConfigProperty(name = "waybill.master-keys") Path file) {
        return MasterKeys.load(file);
    }
}
