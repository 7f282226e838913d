package io.waybill.partner.password.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.store.UserAccess;
import io.waybill.partner.account.store.UserAccess.Found;
import io.waybill.partner.password.PasswordReset;
import io.waybill.partner.session.Origin;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.session.store.AccessLog;
import io.waybill.partner.session.store.AccessLog.Change;
import io.waybill.partner.session.store.SessionStore;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sends links by which passwords are reset, and resets them. Each link works once, the newest. */
@Singleton
public final class PasswordStore {

    private final Transactions transactions;
    private final UserAccess users;
    private final SessionStore sessions;
    private final PasswordMails mails;
    private final AccessLog log;

    PasswordStore(
            Transactions transactions,
            UserAccess users,
            SessionStore sessions,
            PasswordMails mails,
            AccessLog log) {
        this.transactions = transactions;
        this.users = users;
        this.sessions = sessions;
        this.mails = mails;
        this.log = log;
    }

    /** Sends a link to the address; nothing happens where nobody has it. */
    public Uni<Void> ask(EmailAddress email) {
        return transactions.run(writing ->
                users.with(writing.session(), email)
                        .chain(found ->
                                found.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : send(writing, found.get())));
    }

    /**
     * Gives the user of a link another password and ends all of its sessions.
     *
     * @return false when the link does not work any more, or never did
     */
    public Uni<Boolean> reset(byte[] linkHash, String passwordHash, Origin origin) {
        return transactions.run(writing ->
                writing.session()
                        .find(PasswordResetRow.class, linkHash, LockModeType.PESSIMISTIC_WRITE)
                        .chain(row ->
                                row == null
                                        ? Uni.createFrom().item(false)
                                        : reset(writing, row, passwordHash, origin)));
    }

    /**
     * Gives a user who is signed in another password and ends its other sessions.
     *
     * @param kept the session that goes on
     * @return false when the user has been removed
     */
    public Uni<Boolean> change(UUID user, UUID kept, String passwordHash, Origin origin) {
        return transactions.run(writing ->
                users.changePassword(writing.session(), user, passwordHash)
                        .chain(found ->
                                found.isEmpty()
                                        ? Uni.createFrom().item(false)
                                        : sessions.endOthers(writing, user, kept)
                                                .chain(() ->
                                                        tell(
                                                                writing,
                                                                found.get(),
                                                                Change.OWN,
                                                                origin))
                                                .replaceWith(true)));
    }

    /** Whether a link works at this moment. */
    public Uni<Boolean> works(byte[] linkHash) {
        return transactions.run(writing ->
                writing.session()
                        .find(PasswordResetRow.class, linkHash)
                        .chain(row ->
                                row == null
                                        ? Uni.createFrom().item(false)
                                        : decided(writing, row).map(PasswordReset.RESET::equals)));
    }

    private Uni<Void> send(Writing writing, Found user) {
        Secret secret = Secret.random();
        return writing.session()
                .persist(PasswordResetRow.of(secret.hash(), user.id(), writing.now()))
                .chain(() -> writing.session().flush())
                .chain(() -> mails.link(writing, user, secret));
    }

    private Uni<Boolean> reset(
            Writing writing, PasswordResetRow row, String passwordHash, Origin origin) {
        return decided(writing, row)
                .chain(decision ->
                        switch (decision) {
                            case REFUSE -> Uni.createFrom().item(false);
                            case RESET -> {
                                row.usedAt = writing.now();
                                yield users.changePassword(
                                                writing.session(), row.userId, passwordHash)
                                        .chain(user -> ended(writing, user, origin));
                            }
                        });
    }

    private Uni<Boolean> ended(Writing writing, Optional<Found> user, Origin origin) {
        return user.isEmpty()
                ? Uni.createFrom().item(false)
                : sessions.endAll(writing, user.get().id())
                        .chain(() -> tell(writing, user.get(), Change.RESET, origin))
                        .replaceWith(true);
    }

    private Uni<Void> tell(Writing writing, Found user, Change how, Origin origin) {
        return log.passwordChanged(writing, user, how, origin)
                .chain(() -> mails.changed(writing, user));
    }

    private static Uni<PasswordReset> decided(Writing writing, PasswordResetRow row) {
        return newer(writing.session(), row)
                .map(newer ->
                        PasswordReset.of(
                                new PasswordReset.Facts(row.askedAt, row.usedAt, newer == 0),
                                writing.now()));
    }

    private static Uni<Long> newer(Mutiny.Session session, PasswordResetRow row) {
        return session.createSelectionQuery(
                        "select count(*) from PasswordResetRow"
                                + " where userId = :user and askedAt > :asked",
                        Long.class)
                .setParameter("user", row.userId)
                .setParameter("asked", row.askedAt)
                .getSingleResult();
    }
}
