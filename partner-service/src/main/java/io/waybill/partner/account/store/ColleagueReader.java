package io.waybill.partner.account.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.AccountCommand.Invited;
import io.waybill.partner.account.Colleague;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.KeyHash;
import io.waybill.partner.store.PersonKeys;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads who is invited to an account. */
@Singleton
public final class ColleagueReader {

    private final Mutiny.SessionFactory sessions;
    private final PersonKeys keys;
    private final AccountFacts facts;
    private final EmailIndex emails;
    private final InstantSource clock;

    ColleagueReader(
            Mutiny.SessionFactory sessions,
            PersonKeys keys,
            AccountFacts facts,
            EmailIndex emails,
            InstantSource clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.facts = facts;
        this.emails = emails;
        this.clock = clock;
    }

    /** In the order of ids, after the given one, at most as many as asked for. */
    public Uni<List<ColleagueView>> list(UUID account, Optional<UUID> after, int count) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "from ColleagueRow where accountId = :account and id > :after"
                                        + " order by id",
                                ColleagueRow.class)
                        .setParameter("account", account)
                        .setParameter("after", after.orElse(AccountReader.BEFORE_ALL))
                        .setMaxResults(count)
                        .getResultList()
                        .chain(rows -> views(session, rows)));
    }

    /** Of the account; another's is not there. */
    public Uni<Optional<ColleagueView>> find(Writing writing, UUID account, UUID invitation) {
        return writing.session()
                .find(ColleagueRow.class, invitation)
                .map(row -> row == null || !row.accountId.equals(account) ? null : row)
                .chain(row -> view(writing, row));
    }

    public Uni<Optional<ColleagueView>> behind(Writing writing, KeyHash link) {
        return writing.session()
                .createSelectionQuery(
                        "from ColleagueRow where linkHash = :link", ColleagueRow.class)
                .setParameter("link", link.bytes())
                .getSingleResultOrNull()
                .chain(row -> view(writing, row));
    }

    /** What is known of an address that the account invites. */
    public Uni<Invited> invited(Writing writing, UUID account, EmailAddress email) {
        Mutiny.Session session = writing.session();
        return session.createSelectionQuery(
                        "select count(*) from ColleagueRow"
                                + " where emailHmac = :hmac and mailedAt > :since",
                        Long.class)
                .setParameter("hmac", emails.hmac(email))
                .setParameter("since", writing.now().minus(Colleague.RECENTLY))
                .getSingleResult()
                .chain(recently ->
                        facts.isOwn(session, account, email)
                                .map(belongs -> new Invited(email, belongs, recently)));
    }

    private Uni<Optional<ColleagueView>> view(Writing writing, @Nullable ColleagueRow row) {
        return row == null
                ? Uni.createFrom().item(Optional.empty())
                : keys.of(writing.session(), row.id)
                        .map(key -> Optional.of(row.view(key, writing.now())));
    }

    /** Who was erased is not there any more. */
    private static Stream<ColleagueView> view(
            ColleagueRow row, @Nullable DataKey key, Instant now) {
        return key == null ? Stream.empty() : Stream.of(row.view(key, now));
    }

    private Uni<List<ColleagueView>> views(Mutiny.Session session, List<ColleagueRow> rows) {
        Instant now = clock.instant();
        return keys.of(session, rows.stream().map(row -> row.id).toList())
                .map(found ->
                        rows.stream().flatMap(row -> view(row, found.get(row.id), now)).toList());
    }
}
