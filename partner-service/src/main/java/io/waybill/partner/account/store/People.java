package io.waybill.partner.account.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.store.PersonKeys;
import io.waybill.partner.store.Writing;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What there is of somebody who is invited or joins, beside the events of the account. */
@Singleton
final class People {

    private final MasterKeys masterKeys;
    private final PersonKeys personKeys;
    private final EmailIndex emails;

    People(MasterKeys masterKeys, PersonKeys personKeys, EmailIndex emails) {
        this.masterKeys = masterKeys;
        this.personKeys = personKeys;
        this.emails = emails;
    }

    /** An invitation whose time is over makes room for another one of the same address. */
    Uni<Void> clear(Writing writing, UUID account, EmailAddress email) {
        return writing.session()
                .createMutationQuery(
                        "update ColleagueRow set state = 'expired', endedAt = expiresAt"
                                + " where accountId = :account and emailHmac = :hmac"
                                + " and state = 'pending' and expiresAt <= :now")
                .setParameter("account", account)
                .setParameter("hmac", emails.hmac(email))
                .setParameter("now", writing.now())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The key of somebody who is no user: here, and on {@code partner.keys}. */
    Uni<Void> keep(Writing writing, UUID account, UUID owner, SealingKeys keys) {
        return personKeys.keep(writing, scope(account), owner, keys.person(owner));
    }

    /** The key of a user, who has it in its row, on {@code partner.keys}. */
    Uni<Void> tell(Writing writing, UUID account, UUID user, SealingKeys keys) {
        return writing.request(
                List.of(
                        PersonKeys.live(
                                scope(account),
                                user,
                                masterKeys.wrap(keys.person(user)),
                                writing.now())));
    }

    private static Scope scope(UUID account) {
        return Scope.of(account, Correlation.current());
    }
}
