package io.waybill.partner.account.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.partner.account.Account;
import io.waybill.partner.account.AccountCommand;
import io.waybill.partner.account.AccountCommand.InviteColleague;
import io.waybill.partner.account.AccountCommand.JoinAccount;
import io.waybill.partner.account.AccountCommand.OpenAccount;
import io.waybill.partner.account.AccountDecider;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountRefusal;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private final Transactions transactions;
    private final MasterKeys masterKeys;
    private final AccountRows rows;
    private final People people;

    AccountStore(
            Transactions transactions, MasterKeys masterKeys, AccountRows rows, People people) {
        this.transactions = transactions;
        this.masterKeys = masterKeys;
        this.rows = rows;
        this.people = people;
    }

    /** An account at the version at which a command meets it. */
    private record Loaded(UUID id, SealingKeys keys, Account state, long version) {}

    /** Opens an account; fails with {@link EmailTaken} when the address belongs to somebody. */
    public Uni<Decision<AccountEvent, AccountRefusal>> open(
            OpenAccount command, String passwordHash) {
        return transactions.run(writing -> open(writing, command, passwordHash));
    }

    /** The same as a part of a transaction that does more. */
    public Uni<Decision<AccountEvent, AccountRefusal>> open(
            Writing writing, OpenAccount command, String passwordHash) {
        SealingKeys keys = SealingKeys.fresh(command.ownerId());
        Loaded fresh = new Loaded(command.accountId(), keys, new Account.Unopened(), 0);
        return rows.refuseTaken(writing.session(), command.email())
                .chain(() -> decide(writing, fresh, command, passwordHash))
                .call(decision ->
                        isAccepted(decision)
                                ? writing.request(keys(fresh, writing.now()))
                                : Uni.createFrom().voidItem())
                .onFailure(AccountRows::isTakenEmail)
                .transform(ignored -> new EmailTaken());
    }

    /** Does a command on an account that exists. */
    public Uni<Decision<AccountEvent, AccountRefusal>> execute(
            UUID account, AccountCommand command) {
        return transactions.run(writing -> execute(writing, account, command));
    }

    /** The same as a part of a transaction that does more. */
    public Uni<Decision<AccountEvent, AccountRefusal>> execute(
            Writing writing, UUID account, AccountCommand command) {
        return load(writing.session(), account, Map.of())
                .chain(loaded -> decide(writing, loaded, command, null));
    }

    /** Fails with {@link AlreadyInvited} while the address has an invitation that works. */
    public Uni<Decision<AccountEvent, AccountRefusal>> invite(
            Writing writing, UUID account, InviteColleague command) {
        UUID person = command.invitationId();
        return people.clear(writing, account, command.invited().email())
                .chain(() -> load(writing.session(), account, Map.of(person, DataKey.random())))
                .chain(loaded ->
                        decide(writing, loaded, command, null)
                                .call(decision ->
                                        isAccepted(decision)
                                                ? people.keep(writing, account, person, loaded.keys)
                                                : Uni.createFrom().voidItem()))
                .onFailure(AccountRows::isSecondPending)
                .transform(ignored -> new AlreadyInvited());
    }

    /** Fails with {@link EmailTaken} when the address belongs to somebody. */
    public Uni<Decision<AccountEvent, AccountRefusal>> join(
            Writing writing, UUID account, JoinAccount command, String passwordHash) {
        UUID user = command.userId();
        return rows.refuseTaken(writing.session(), command.email())
                .chain(() -> load(writing.session(), account, Map.of(user, DataKey.random())))
                .chain(loaded ->
                        decide(writing, loaded, command, passwordHash)
                                .call(decision ->
                                        isAccepted(decision)
                                                ? people.tell(writing, account, user, loaded.keys)
                                                : Uni.createFrom().voidItem()))
                .onFailure(AccountRows::isTakenEmail)
                .transform(ignored -> new EmailTaken());
    }

    private static boolean isAccepted(Decision<AccountEvent, AccountRefusal> decision) {
        return decision instanceof Decision.Accepted<AccountEvent, AccountRefusal>;
    }

    private Uni<Loaded> load(Mutiny.Session session, UUID account, Map<UUID, DataKey> people) {
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
                                SealingKeys keys = new SealingKeys(key, people);
                                return new Loaded(account, keys, state, events.size());
                            });
                });
    }

    private Uni<Decision<AccountEvent, AccountRefusal>> decide(
            Writing writing, Loaded at, AccountCommand command, @Nullable String passwordHash) {
        Decision<AccountEvent, AccountRefusal> decision = AccountDecider.decide(command, at.state);
        if (!(decision instanceof Decision.Accepted<AccountEvent, AccountRefusal>(var events))
                || events.isEmpty()) {
            return Uni.createFrom().item(decision);
        }
        Instant now = writing.now();
        return rows.write(
                        writing.session(),
                        new AccountRows.Change(
                                at.id, at.keys, now, Optional.ofNullable(passwordHash)),
                        events)
                .chain(() -> writing.append(at.id, at.version, records(at, events, now)))
                .replaceWith(decision);
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

    private List<OutboundRecord> keys(Loaded account, Instant now) {
        return AccountKeys.records(account.id, account.keys, masterKeys, now);
    }
}
