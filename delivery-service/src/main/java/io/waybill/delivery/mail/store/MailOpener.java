package io.waybill.delivery.mail.store;

import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.v1.SendMail;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import org.jboss.logging.Logger;

/** Opens what is sealed in a request for a mail, when it is sent and not before. */
@Singleton
final class MailOpener {

    private static final Logger LOG = Logger.getLogger(MailOpener.class);
    private static final Prepared UNREADABLE =
            new Prepared.Broken("The request for a mail could not be opened");

    private final MasterKeys masterKeys;
    private final RecordDecoder decoder = new RecordDecoder();

    @Inject
    MailOpener(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /** Never throws for what stands in the request. */
    Prepared open(byte[] request) {
        if (!(decoder.decode(null, null, request) instanceof Decoded.Event(SendMail mail))) {
            return UNREADABLE;
        }
        try {
            return letter(mail);
        } catch (SealBroken broken) {
            LOG.warnf("a mail cannot be opened mail=%s", mail.getMailId());
            return UNREADABLE;
        }
    }

    private Prepared letter(SendMail mail) {
        DataKey key =
                masterKeys.unwrap(new WrappedKey(mail.getWrappedKey(), mail.getMasterKeyId()));
        return Letter.written(
                mail.getMailId().toString(),
                opened(key, mail, "to", mail.getTo()),
                opened(key, mail, "subject", mail.getSubject()),
                opened(key, mail, "text", mail.getText()),
                opened(key, mail, "html", mail.getHtml()));
    }

    private static String opened(DataKey key, SendMail mail, String field, ByteBuffer sealed) {
        return key.openText(
                mail.getMailId(), mail.getMeta().getRecordId(), "SendMail." + field, sealed);
    }
}
