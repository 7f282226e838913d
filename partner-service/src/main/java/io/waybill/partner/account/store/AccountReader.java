package io.waybill.partner.account.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.partner.account.EmailAddress;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads accounts; personal data is opened here, on the way out. */
@Singleton
public final class AccountReader {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;
    private final MasterKeys masterKeys;
    private final EmailIndex emails;

    AccountReader(Mutiny.SessionFactory sessions, MasterKeys masterKeys, EmailIndex emails) {
        this.sessions = sessions;
        this.masterKeys = masterKeys;
        this.emails = emails;
    }

    public Uni<Optional<AccountView>> account(UUID id) {
        return sessions.withSession(session -> session.find(AccountRow.class, id))
                .map(row -> Optional.ofNullable(row).map(found -> found.view(masterKeys)));
    }

    /** In the order of ids, after the given one, at most as many as asked for. */
    public Uni<List<UserView>> users(UUID account, Optional<UUID> after, int count) {
        return read(account, UserRow.class, new Range(after, count), UserRow::view);
    }

    /** In the order of ids, after the given one, at most as many as asked for. */
    public Uni<List<ApiKeyView>> apiKeys(UUID account, Optional<UUID> after, int count) {
        return read(account, ApiKeyRow.class, new Range(after, count), ApiKeyRow::view);
    }

    public Uni<Optional<Credentials>> credentials(EmailAddress email) {
        return sessions.withSession(session ->
                        session.createSelectionQuery(
                                        "from UserRow where emailHmac = :hmac", UserRow.class)
                                .setParameter("hmac", emails.hmac(email))
                                .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(UserRow::credentials));
    }

    private record Range(Optional<UUID> after, int count) {}

    private <R, V> Uni<List<V>> read(
            UUID account, Class<R> type, Range range, BiFunction<R, DataKey, V> view) {
        return sessions.withSession(session ->
                session.find(AccountRow.class, account)
                        .chain(owner ->
                                rows(session, account, type, range)
                                        .map(rows -> opened(rows, owner, view))));
    }

    private static <R> Uni<List<R>> rows(
            Mutiny.Session session, UUID account, Class<R> type, Range range) {
        String query =
                "from "
                        + type.getSimpleName()
                        + " where accountId = :account and id > :after order by id";
        return session.createSelectionQuery(query, type)
                .setParameter("account", account)
                .setParameter("after", range.after.orElse(BEFORE_ALL))
                .setMaxResults(range.count)
                .getResultList();
    }

    private <R, V> List<V> opened(List<R> rows, AccountRow owner, BiFunction<R, DataKey, V> view) {
        DataKey key = owner.key(masterKeys);
        return rows.stream().map(row -> view.apply(row, key)).toList();
    }
}
