package io.waybill.partner.account.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.partner.account.EmailAddress;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Users by their address, and their passwords, inside the transactions of others. */
@Singleton
public final class UserAccess {

    private final MasterKeys masterKeys;
    private final EmailIndex emails;

    UserAccess(MasterKeys masterKeys, EmailIndex emails) {
        this.masterKeys = masterKeys;
        this.emails = emails;
    }

    /** A user who was found. */
    public record Found(UUID id, UUID accountId, EmailAddress email) {}

    public Uni<Optional<Found>> with(Mutiny.Session session, EmailAddress email) {
        return session.createSelectionQuery("from UserRow where emailHmac = :hmac", UserRow.class)
                .setParameter("hmac", emails.hmac(email))
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(this::found));
    }

    /**
     * Gives a user another password. The row is locked: who is removed at the same moment stays so.
     *
     * @return empty where the user has been removed
     */
    public Uni<Optional<Found>> changePassword(
            Mutiny.Session session, UUID user, String passwordHash) {
        return session.find(UserRow.class, user, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> Optional.of(row).filter(present -> present.removedAt == null))
                .invoke(row -> row.ifPresent(present -> present.password = passwordHash))
                .map(row -> row.map(this::found));
    }

    /** What is told of a user is sealed with this. */
    public Uni<DataKey> key(Mutiny.Session session, UUID user) {
        return session.find(UserRow.class, user).map(row -> row.key(masterKeys));
    }

    private Found found(UserRow row) {
        return new Found(row.id, row.accountId, new EmailAddress(row.view(masterKeys).email()));
    }
}
