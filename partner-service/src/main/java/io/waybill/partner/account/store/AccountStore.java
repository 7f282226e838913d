package io.waybill.partner.account.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.partner.account.Account;
import io.waybill.partner.account.AccountCommand;
import io.waybill.partner.account.AccountCommand.OpenAccount;
import io.waybill.partner.account.AccountDecider;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountRefusal;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Carries commands out: loads the account's events, decides, and writes events, outbox and rows in
 * one transaction. When a Uni completes, the transaction has been committed and this instance knows
 * what happened; the other services learn it from Kafka.
 */
@Singleton
public final class AccountStore {

    private static final int RETRIES = 5;

    private final Mutiny.SessionFactory sessions;
    private final MasterKeys masterKeys;
    private final AccountRows rows;
    private final Published published;
    private final InstantSource clock;

    AccountStore(
            Mutiny.SessionFactory sessions,
            MasterKeys masterKeys,
            AccountRows rows,
            Published published,
            InstantSource clock) {
        this.sessions = sessions;
        this.masterKeys = masterKeys;
        this.rows = rows;
        this.published = published;
        this.clock = clock;
    }

    /** An account at the version at which a command meets it. */
    private record Loaded(UUID id, SealingKeys keys, Account state, long version) {}

    /** Opens an account; fails with {@link EmailTaken} when the address belongs to somebody. */
    public Uni<Decision<AccountEvent, AccountRefusal>> open(
            OpenAccount command, String passwordHash) {
        SealingKeys keys = SealingKeys.fresh(command.ownerId());
        Loaded fresh = new Loaded(command.accountId(), keys, new Account.Unopened(), 0);
        return commit(session ->
                rows.refuseTaken(session, command.email())
                        .chain(() -> decide(session, fresh, command, passwordHash))
                        .call(done ->
                                done.events.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : ReactiveEvents.enqueue(session, keys(fresh))));
    }

    /** Does a command on an account that exists. */
    public Uni<Decision<AccountEvent, AccountRefusal>> execute(
            UUID account, AccountCommand command) {
        return commit(session ->
                load(session, account).chain(loaded -> decide(session, loaded, command, null)));
    }

    private record Done(
            Decision<AccountEvent, AccountRefusal> decision, List<OutboundRecord> events) {}

    private interface Work {
        Uni<Done> in(Mutiny.Session session);
    }

    private Uni<Decision<AccountEvent, AccountRefusal>> commit(Work work) {
        return sessions.withTransaction((session, transaction) -> work.in(session))
                .onFailure(StaleVersion.class)
                .retry()
                .atMost(RETRIES)
                .onFailure(AccountRows::isTakenEmail)
                .transform(ignored -> new EmailTaken())
                .invoke(done -> published.announce(done.events))
                .map(Done::decision);
    }

    private Uni<Loaded> load(Mutiny.Session session, UUID account) {
        return session.find(AccountRow.class, account)
                .chain(row -> {
                    DataKey key = row.key(masterKeys);
                    return ReactiveEvents.load(session, account)
                            .map(events -> {
                                Account state = new Account.Unopened();
                                for (var event : events) {
                                    state =
                                            Account.evolve(
                                                    state, AccountRecords.toEvent(event, key));
                                }
                                return new Loaded(
                                        account, SealingKeys.of(key), state, events.size());
                            });
                });
    }

    private Uni<Done> decide(
            Mutiny.Session session,
            Loaded at,
            AccountCommand command,
            @Nullable String passwordHash) {
        Decision<AccountEvent, AccountRefusal> decision = AccountDecider.decide(command, at.state);
        if (!(decision instanceof Decision.Accepted<AccountEvent, AccountRefusal>(var events))
                || events.isEmpty()) {
            return Uni.createFrom().item(new Done(decision, List.of()));
        }
        Instant now = clock.instant();
        List<OutboundRecord> records = records(at, events, now);
        return rows.write(
                        session,
                        new AccountRows.Change(
                                at.id, at.keys, now, Optional.ofNullable(passwordHash)),
                        events)
                .chain(() -> ReactiveEvents.append(session, at.id, at.version, records))
                .replaceWith(new Done(decision, records));
    }

    private static List<OutboundRecord> records(Loaded at, List<AccountEvent> events, Instant now) {
        Scope scope = Scope.of(at.id, Correlation.current());
        List<OutboundRecord> records = new ArrayList<>();
        for (AccountEvent event : events) {
            long sequence = at.version + records.size() + 1;
            var meta = Metas.of(scope, at.id, sequence, TimeOrderedIds.next(), now);
            records.add(
                    new OutboundRecord(
                            Topic.PARTNER_EVENTS,
                            at.id.toString(),
                            AccountRecords.toRecord(event, meta, at.keys)));
        }
        return records;
    }

    private List<OutboundRecord> keys(Loaded account) {
        return AccountKeys.records(account.id, account.keys, masterKeys, clock.instant());
    }
}
