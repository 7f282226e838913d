package io.waybill.partner.account.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.partner.account.EmailAddress;
import io.waybill.servicekit.auth.Account;
import io.waybill.servicekit.auth.AccountDirectory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads accounts; personal data is opened here, on the way out. */
@Singleton
public final class AccountReader {

    static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;
    private final MasterKeys masterKeys;
    private final EmailIndex emails;
    private final AccountDirectory directory;

    AccountReader(
            Mutiny.SessionFactory sessions,
            MasterKeys masterKeys,
            EmailIndex emails,
            AccountDirectory directory) {
        this.sessions = sessions;
        this.masterKeys = masterKeys;
        this.emails = emails;
        this.directory = directory;
    }

    public Uni<Optional<AccountView>> account(UUID id) {
        return sessions.withSession(session -> session.find(AccountRow.class, id))
                .map(row ->
                        Optional.ofNullable(row).map(found -> asItIsNow(found.view(masterKeys))));
    }

    /** Whether it sells follows from its plans too, by the one rule that all services have. */
    private AccountView asItIsNow(AccountView opened) {
        boolean sells =
                opened.sells() || directory.account(opened.id()).filter(Account::sells).isPresent();
        return new AccountView(
                opened.id(),
                opened.name(),
                sells,
                opened.buys(),
                opened.currency(),
                opened.zone(),
                opened.openedAt());
    }

    /** In the order of ids, after the given one, at most as many as asked for. */
    public Uni<List<UserView>> users(UUID account, Optional<UUID> after, int count) {
        return sessions.withSession(session ->
                        session.createSelectionQuery(
                                        "from UserRow where accountId = :account and id > :after"
                                                + " and removedAt is null order by id",
                                        UserRow.class)
                                .setParameter("account", account)
                                .setParameter("after", after.orElse(BEFORE_ALL))
                                .setMaxResults(count)
                                .getResultList())
                .map(rows -> rows.stream().map(row -> row.view(masterKeys)).toList());
    }

    /** In the order of ids, after the given one, at most as many as asked for. */
    public Uni<List<ApiKeyView>> apiKeys(UUID account, Optional<UUID> after, int count) {
        return sessions.withSession(session ->
                session.find(AccountRow.class, account)
                        .chain(owner ->
                                keys(session, account, after, count)
                                        .map(rows -> opened(rows, owner.key(masterKeys)))));
    }

    public Uni<Optional<Credentials>> credentials(EmailAddress email) {
        return sessions.withSession(session ->
                        session.createSelectionQuery(
                                        "from UserRow where emailHmac = :hmac", UserRow.class)
                                .setParameter("hmac", emails.hmac(email))
                                .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(UserRow::credentials));
    }

    private static Uni<List<ApiKeyRow>> keys(
            Mutiny.Session session, UUID account, Optional<UUID> after, int count) {
        return session.createSelectionQuery(
                        "from ApiKeyRow where accountId = :account and id > :after order by id",
                        ApiKeyRow.class)
                .setParameter("account", account)
                .setParameter("after", after.orElse(BEFORE_ALL))
                .setMaxResults(count)
                .getResultList();
    }

    /** The hash of a user's password; of one who was removed there is none. */
    public Uni<Optional<String>> password(UUID user) {
        return sessions.withSession(session -> session.find(UserRow.class, user))
                .map(row -> Optional.ofNullable(row).map(found -> found.password));
    }

    private static List<ApiKeyView> opened(List<ApiKeyRow> rows, DataKey key) {
        return rows.stream().map(row -> row.view(key)).toList();
    }
}
