package io.waybill.partner.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.util.UUID;

@Entity
@Table(name = "person_key")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class PersonKeyRow {

    @Id
    @Column(name = "owner_id")
    UUID ownerId;

    @Column(name = "wrapped_key")
    byte[] wrappedKey;

    @Column(name = "master_key_id")
    String masterKeyId;

    static PersonKeyRow of(UUID owner, WrappedKey key) {
        PersonKeyRow row = new PersonKeyRow();
        row.ownerId = owner;
        row.wrappedKey = new byte[key.bytes().remaining()];
        key.bytes().duplicate().get(row.wrappedKey);
        row.masterKeyId = key.masterKeyId();
        return row;
    }

    DataKey key(MasterKeys masterKeys) {
        return masterKeys.unwrap(new WrappedKey(ByteBuffer.wrap(wrappedKey), masterKeyId));
    }
}
