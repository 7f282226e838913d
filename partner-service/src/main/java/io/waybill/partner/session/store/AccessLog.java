package io.waybill.partner.session.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.account.store.UserAccess;
import io.waybill.partner.session.Origin;
import io.waybill.partner.session.store.AccessRecords.Access;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import io.waybill.schemas.OutboundRecord;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Writes down how users come in, and how they fail to. */
@Singleton
public final class AccessLog {

    private final Transactions transactions;
    private final UserAccess users;

    AccessLog(Transactions transactions, UserAccess users) {
        this.transactions = transactions;
        this.users = users;
    }

    /** How a user got another password. */
    public enum Change {
        OWN("own"),
        RESET("reset");

        private final String text;

        Change(String text) {
            this.text = text;
        }
    }

    /** A user whose password was not the one that somebody gave. */
    public Uni<Void> failed(UUID account, UUID user, Origin origin) {
        UUID attempt = TimeOrderedIds.next();
        return transactions.run(writing ->
                write(
                        writing,
                        attempt,
                        new Person(account, user, origin),
                        access -> AccessRecords.failed(access, attempt)));
    }

    public Uni<Void> passwordChanged(
            Writing writing, UserAccess.Found user, Change how, Origin origin) {
        UUID change = TimeOrderedIds.next();
        return write(
                writing,
                change,
                new Person(user.accountId(), user.id(), origin),
                access -> AccessRecords.passwordChanged(access, change, how.text));
    }

    Uni<Void> begun(Writing writing, SessionRow session, Origin origin) {
        return write(
                writing,
                session.id,
                new Person(session.accountId, session.userId, origin),
                access -> AccessRecords.begun(access, session.id));
    }

    private record Person(UUID account, UUID user, Origin origin) {}

    private Uni<Void> write(
            Writing writing, UUID stream, Person person, Function<Access, OutboundRecord> record) {
        return users.key(writing.session(), person.user)
                .map(key ->
                        new Access(person.account, person.user, writing.now(), person.origin, key))
                .chain(access -> writing.append(stream, 0, List.of(record.apply(access))));
    }
}
