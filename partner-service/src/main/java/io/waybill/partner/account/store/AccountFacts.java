package io.waybill.partner.account.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Label;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What other features of this service ask about accounts, inside their own transactions. */
@Singleton
public final class AccountFacts {

    private static final String USER = "user:";

    private final MasterKeys masterKeys;
    private final EmailIndex emails;

    AccountFacts(MasterKeys masterKeys, EmailIndex emails) {
        this.masterKeys = masterKeys;
        this.emails = emails;
    }

    /** Names of accounts; what is no account is left out. */
    public Uni<Map<UUID, Label>> names(Mutiny.Session session, Collection<UUID> accounts) {
        return session.createSelectionQuery(
                        "from AccountRow where id in (:accounts)", AccountRow.class)
                .setParameter("accounts", accounts)
                .getResultList()
                .map(rows ->
                        rows.stream()
                                .map(row -> row.view(masterKeys))
                                .collect(
                                        Collectors.toMap(
                                                AccountView::id, view -> new Label(view.name()))));
    }

    /** The name of an account that exists. */
    public Uni<Label> name(Mutiny.Session session, UUID account) {
        return session.find(AccountRow.class, account)
                .map(row -> new Label(row.view(masterKeys).name()));
    }

    /** An account's name, and the account's key, with which it goes when the account is erased. */
    public record Named(UUID accountId, Label name, DataKey key) {

        /** Masked: an account may be a person's. */
        @Override
        public String toString() {
            return "Named[" + accountId + "]";
        }
    }

    /** The name of an account that exists, with what seals it. */
    public Uni<Named> named(Mutiny.Session session, UUID account) {
        return session.find(AccountRow.class, account)
                .map(row ->
                        new Named(
                                account,
                                new Label(row.view(masterKeys).name()),
                                row.key(masterKeys)));
    }

    /** Until the end of the transaction nobody else holds the account. */
    public Uni<Void> lock(Mutiny.Session session, UUID account) {
        return session.find(AccountRow.class, account, LockModeType.PESSIMISTIC_WRITE)
                .replaceWithVoid();
    }

    /** Whether the account was opened to sell. */
    public Uni<Boolean> sells(Mutiny.Session session, UUID account) {
        return session.find(AccountRow.class, account).map(row -> row.sells);
    }

    /** Whether one of the account's own users has this address. */
    public Uni<Boolean> isOwn(Mutiny.Session session, UUID account, EmailAddress email) {
        return session.createSelectionQuery(
                        "select count(*) from UserRow"
                                + " where accountId = :account and emailHmac = :hmac",
                        Long.class)
                .setParameter("account", account)
                .setParameter("hmac", emails.hmac(email))
                .getSingleResult()
                .map(found -> found > 0);
    }

    /**
     * Whom to write about something that somebody of the account did: the user, or the account's
     * first user where a program did it or the user is gone.
     *
     * @param by as records have it: {@code user:<id>} or {@code api-key:<id>}
     */
    public Uni<Optional<EmailAddress>> addressOf(Mutiny.Session session, UUID account, String by) {
        return session.createSelectionQuery(
                        "from UserRow where accountId = :account and removedAt is null order by id",
                        UserRow.class)
                .setParameter("account", account)
                .getResultList()
                .map(users -> chosen(users, by));
    }

    private Optional<EmailAddress> chosen(List<UserRow> users, String by) {
        return users.stream()
                .filter(user -> by.equals(USER + user.id))
                .findFirst()
                .or(() -> users.stream().findFirst())
                .map(user -> new EmailAddress(user.view(masterKeys).email()));
    }
}
