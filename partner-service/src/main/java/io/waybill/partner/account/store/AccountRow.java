package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.partner.account.AccountTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "account")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class AccountRow {

    private static final String NAME = "account.name";

    @Id UUID id;
    byte[] name;
    boolean sells;
    boolean buys;
    String currency;
    String zone;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "wrapped_key")
    byte[] wrappedKey;

    @Column(name = "master_key_id")
    String masterKeyId;

    static AccountRow of(UUID id, AccountTerms terms, Instant at, DataKey key, WrappedKey wrapped) {
        AccountRow row = new AccountRow();
        row.id = id;
        row.name = Sealed.seal(key, id, id, NAME, terms.name().text());
        row.sells = terms.sells();
        row.buys = terms.buys();
        row.currency = terms.currency();
        row.zone = terms.zone();
        row.openedAt = at;
        row.wrappedKey = Sealed.bytes(wrapped.bytes());
        row.masterKeyId = wrapped.masterKeyId();
        return row;
    }

    DataKey key(MasterKeys masterKeys) {
        return masterKeys.unwrap(new WrappedKey(ByteBuffer.wrap(wrappedKey), masterKeyId));
    }

    AccountView view(MasterKeys masterKeys) {
        String clear = Sealed.open(key(masterKeys), id, id, NAME, name);
        return new AccountView(id, clear, sells, buys, currency, zone, openedAt);
    }
}
