package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.partner.account.EmailAddress;
import io.waybill.servicekit.auth.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "account_user")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class UserRow {

    private static final String EMAIL = "account_user.email";

    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    byte[] email;

    @Column(name = "email_hmac")
    byte[] emailHmac;

    String role;
    String password;

    @Column(name = "added_at")
    Instant addedAt;

    @Column(name = "wrapped_key")
    byte[] wrappedKey;

    @Column(name = "master_key_id")
    String masterKeyId;

    void is(UUID user, UUID account, EmailAddress address, DataKey key) {
        id = user;
        accountId = account;
        email = Sealed.seal(key, account, user, EMAIL, address.text());
    }

    /** The key that its address is sealed with. */
    void holds(WrappedKey key) {
        wrappedKey = Sealed.bytes(key.bytes());
        masterKeyId = key.masterKeyId();
    }

    UserView view(MasterKeys masterKeys) {
        DataKey key = masterKeys.unwrap(new WrappedKey(ByteBuffer.wrap(wrappedKey), masterKeyId));
        return new UserView(
                id, Sealed.open(key, accountId, id, EMAIL, email), Roles.of(role), addedAt);
    }

    Credentials credentials() {
        return new Credentials(id, accountId, Roles.of(role), password);
    }

    /** Roles as this service writes them. */
    private static final class Roles {
        static Role of(String text) {
            return Role.of(text).orElse(Role.READ_ONLY);
        }
    }
}
