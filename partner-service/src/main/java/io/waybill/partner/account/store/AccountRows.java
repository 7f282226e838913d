package io.waybill.partner.account.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountEvent.AccountOpened;
import io.waybill.partner.account.AccountEvent.ApiKeyIssued;
import io.waybill.partner.account.AccountEvent.ApiKeyRevoked;
import io.waybill.partner.account.AccountEvent.UserAdded;
import io.waybill.partner.account.EmailAddress;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows that follow from events. */
@Singleton
final class AccountRows {

    private static final String UNIQUE_EMAIL = "account_user_email";

    private final MasterKeys masterKeys;
    private final EmailIndex emails;

    AccountRows(MasterKeys masterKeys, EmailIndex emails) {
        this.masterKeys = masterKeys;
        this.emails = emails;
    }

    /**
     * What the events of one command have in common.
     *
     * @param passwordHash of a user who is added
     */
    record Change(UUID account, SealingKeys keys, Instant at, Optional<String> passwordHash) {}

    Uni<Void> refuseTaken(Mutiny.Session session, EmailAddress email) {
        return session.createSelectionQuery(
                        "select count(*) from UserRow where emailHmac = :hmac", Long.class)
                .setParameter("hmac", emails.hmac(email))
                .getSingleResult()
                .invoke(found -> {
                    if (found > 0) {
                        throw new EmailTaken();
                    }
                })
                .replaceWithVoid();
    }

    /** Two who sign up at once with one address meet at the unique index. */
    static boolean isTakenEmail(Throwable failure) {
        return failure instanceof ConstraintViolationException violation
                && String.valueOf(violation.getMessage()).contains(UNIQUE_EMAIL);
    }

    Uni<Void> write(Mutiny.Session session, Change change, List<AccountEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> write(session, change, event))
                .collect()
                .last()
                .chain(session::flush);
    }

    private Uni<Void> write(Mutiny.Session session, Change change, AccountEvent event) {
        return switch (event) {
            case AccountOpened opened ->
                    session.persist(
                            AccountRow.of(
                                    opened.accountId(),
                                    opened.terms(),
                                    change.at,
                                    change.keys.account(),
                                    masterKeys.wrap(change.keys.account())));
            case UserAdded added -> session.persist(user(change, added));
            case ApiKeyIssued issued ->
                    session.persist(
                            ApiKeyRow.of(change.account, issued, change.at, change.keys.account()));
            case ApiKeyRevoked revoked ->
                    session.find(ApiKeyRow.class, revoked.keyId())
                            .invoke(row -> row.revokedAt = change.at)
                            .replaceWithVoid();
        };
    }

    private UserRow user(Change change, UserAdded added) {
        EmailAddress address = AccountRecords.address(added);
        DataKey key = change.keys.user(added.userId());
        UserRow row = new UserRow();
        row.is(added.userId(), change.account, address, key);
        row.holds(masterKeys.wrap(key));
        row.emailHmac = emails.hmac(address);
        row.role = added.role().text();
        row.password = change.passwordHash.orElseThrow();
        row.addedAt = change.at;
        return row;
    }
}
