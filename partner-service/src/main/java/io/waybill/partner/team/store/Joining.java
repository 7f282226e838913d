package io.waybill.partner.team.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.account.AccountCommand.JoinAccount;
import io.waybill.partner.account.AccountRefusal;
import io.waybill.partner.account.KeyHash;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.account.store.AccountRefused;
import io.waybill.partner.account.store.AccountStore;
import io.waybill.partner.account.store.ColleagueReader;
import io.waybill.partner.account.store.ColleagueView;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * What the holder of a colleague's link does with it. A refusal comes as {@link AccountRefused} or
 * as {@link io.waybill.partner.account.store.EmailTaken}.
 */
@Singleton
public final class Joining {

    private final Transactions transactions;
    private final AccountStore accounts;
    private final AccountFacts facts;
    private final ColleagueReader colleagues;

    Joining(
            Transactions transactions,
            AccountStore accounts,
            AccountFacts facts,
            ColleagueReader colleagues) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.facts = facts;
        this.colleagues = colleagues;
    }

    /** An invitation as the holder of its link sees it. */
    public record Shown(ColleagueView invitation, Label account) {

        @Override
        public String toString() {
            return "Shown[" + invitation.id() + "]";
        }
    }

    /** A user who has joined. */
    public record Joined(UUID accountId, UUID userId) {}

    /** What can be accepted; what cannot any more is refused with how it ended. */
    public Uni<Shown> look(KeyHash link) {
        return transactions.run(writing ->
                open(writing, link)
                        .chain(found ->
                                facts.name(writing.session(), found.accountId())
                                        .map(name -> new Shown(found, name))));
    }

    /** Makes the holder of the link a user of the account, with the invited address. */
    public Uni<Joined> join(KeyHash link, Label name, String passwordHash) {
        UUID user = TimeOrderedIds.next();
        return transactions.run(writing ->
                open(writing, link)
                        .chain(found ->
                                accounts.join(
                                                writing,
                                                found.accountId(),
                                                new JoinAccount(
                                                        found.id(),
                                                        user,
                                                        found.email(),
                                                        name,
                                                        writing.now()),
                                                passwordHash)
                                        .invoke(AccountRefused::orEvents)
                                        .replaceWith(new Joined(found.accountId(), user))));
    }

    private Uni<ColleagueView> open(Writing writing, KeyHash link) {
        return colleagues
                .behind(writing, link)
                .map(found ->
                        found.orElseThrow(
                                () -> AccountRefused.of(AccountRefusal.UNKNOWN_INVITATION)))
                .invoke(found ->
                        found.refusal()
                                .ifPresent(refusal -> {
                                    throw AccountRefused.of(refusal);
                                }));
    }
}
