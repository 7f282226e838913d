package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.partner.account.Person;
import io.waybill.servicekit.auth.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account_user")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class UserRow {

    private static final String EMAIL = "account_user.email";
    private static final String NAME = "account_user.name";

    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    byte[] email;
    byte @Nullable [] name;

    @Column(name = "email_hmac")
    byte @Nullable [] emailHmac;

    String role;
    @Nullable String password;

    @Column(name = "added_at")
    Instant addedAt;

    @Column(name = "removed_at")
    @Nullable Instant removedAt;

    @Column(name = "wrapped_key")
    byte[] wrappedKey;

    @Column(name = "master_key_id")
    String masterKeyId;

    void is(UUID user, UUID account, Person who, DataKey key) {
        id = user;
        accountId = account;
        email = Sealed.seal(key, account, user, EMAIL, who.email().text());
        name =
                who.name()
                        .map(label -> Sealed.seal(key, account, user, NAME, label.text()))
                        .orElse(null);
    }

    /** The address can be another user's from now on. */
    void remove(Instant at) {
        removedAt = at;
        emailHmac = null;
        password = null;
    }

    /** The key that its address and name are sealed with. */
    void holds(WrappedKey key) {
        wrappedKey = Sealed.bytes(key.bytes());
        masterKeyId = key.masterKeyId();
    }

    DataKey key(MasterKeys masterKeys) {
        return masterKeys.unwrap(new WrappedKey(ByteBuffer.wrap(wrappedKey), masterKeyId));
    }

    UserView view(MasterKeys masterKeys) {
        DataKey key = key(masterKeys);
        return new UserView(
                id,
                Sealed.open(key, accountId, id, EMAIL, email),
                Optional.ofNullable(name).map(text -> Sealed.open(key, accountId, id, NAME, text)),
                Roles.of(role),
                addedAt);
    }

    /** Of one who has not been removed. */
    Credentials credentials() {
        String hash = Objects.requireNonNull(password, "a user has a password");
        return new Credentials(id, accountId, Roles.of(role), hash);
    }

    /** Roles as this service writes them. */
    private static final class Roles {
        static Role of(String text) {
            return Role.of(text).orElse(Role.READ_ONLY);
        }
    }
}
