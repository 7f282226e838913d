package io.waybill.partner.mail.store;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.v1.SendMail;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.mail.Letter;
import io.waybill.partner.store.Writing;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Asks delivery to send a mail, in the transaction of what it is about. */
@Singleton
public final class Outgoing {

    private final MasterKeys masterKeys;

    Outgoing(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /**
     * @param account in whose lane the request stands
     * @param until not sent after this moment
     */
    public Uni<Void> send(
            Writing writing, UUID account, EmailAddress to, Letter letter, Instant until) {
        UUID mail = TimeOrderedIds.next();
        DataKey key = DataKey.random();
        WrappedKey wrapped = masterKeys.wrap(key);
        EventMeta meta =
                Metas.request(
                        Scope.of(account, Correlation.current()),
                        mail,
                        TimeOrderedIds.next(),
                        writing.now());
        SendMail request =
                SendMail.newBuilder()
                        .setMeta(meta)
                        .setMailId(mail)
                        .setTo(seal(key, meta, "to", to.text()))
                        .setSubject(seal(key, meta, "subject", letter.subject()))
                        .setText(seal(key, meta, "text", letter.text()))
                        .setHtml(seal(key, meta, "html", letter.html()))
                        .setSendUntil(until)
                        .setWrappedKey(wrapped.bytes())
                        .setMasterKeyId(wrapped.masterKeyId())
                        .build();
        return writing.request(
                List.of(new OutboundRecord(Topic.DELIVERY_REQUESTS, mail.toString(), request)));
    }

    private static ByteBuffer seal(DataKey key, EventMeta meta, String field, String clear) {
        return key.sealText(meta.getStreamId(), meta.getRecordId(), "SendMail." + field, clear);
    }
}
