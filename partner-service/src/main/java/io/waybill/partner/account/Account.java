package io.waybill.partner.account;

import io.waybill.partner.account.AccountEvent.AccountOpened;
import io.waybill.partner.account.AccountEvent.ApiKeyIssued;
import io.waybill.partner.account.AccountEvent.ApiKeyRevoked;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationResent;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationRevoked;
import io.waybill.partner.account.AccountEvent.ColleagueInvited;
import io.waybill.partner.account.AccountEvent.ColleagueJoined;
import io.waybill.partner.account.AccountEvent.UserAdded;
import io.waybill.partner.account.AccountEvent.UserRemoved;
import io.waybill.partner.account.AccountEvent.UserRoleChanged;
import io.waybill.servicekit.auth.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An account as far as decisions need it. Names and addresses are not among that.
 *
 * <pre>
 * Unopened ──AccountOpened──► Open ──everything else──► Open
 * </pre>
 */
public sealed interface Account {

    /** Live keys of one account; more are a sign of a program that makes one for each call. */
    int MAX_LIVE_KEYS = 100;

    record Unopened() implements Account {}

    /** Keys stay known when they are revoked, so that revoking twice is no error. */
    record Open(
            UUID id, Map<UUID, Role> users, Map<UUID, Key> keys, Map<UUID, Colleague> colleagues)
            implements Account {
        public Open {
            users = Map.copyOf(users);
            keys = Map.copyOf(keys);
            colleagues = Map.copyOf(colleagues);
        }

        /** Whether a user or a live key of the account may hand out a role. */
        boolean mayGrant(By by, Role role) {
            UUID id = by.id();
            Key key = keys.get(id);
            Role own = key != null && key.isLive() ? key.role() : users.get(id);
            return own != null && own.mayGrant(role);
        }

        long liveKeys() {
            return keys.values().stream().filter(Key::isLive).count();
        }

        Open withUsers(Map<UUID, Role> changed) {
            return new Open(id, changed, keys, colleagues);
        }

        Open withKey(UUID key, UnaryOperator<Key> change) {
            return new Open(id, users, changed(keys, key, change), colleagues);
        }

        Open withColleague(UUID invitation, UnaryOperator<Colleague> change) {
            return new Open(id, users, keys, changed(colleagues, invitation, change));
        }
    }

    /**
     * An API key.
     *
     * @param by who made it; nobody knows of the first ones
     */
    record Key(Role role, Optional<By> by, boolean isLive) {

        Key revoked() {
            return new Key(role, by, false);
        }
    }

    /** The state after an event. History is not refused: what does not fit changes nothing. */
    static Account evolve(Account state, AccountEvent event) {
        return switch (state) {
            case Unopened unopened ->
                    event instanceof AccountOpened opened
                            ? new Open(opened.accountId(), Map.of(), Map.of(), Map.of())
                            : unopened;
            case Open open -> evolve(open, event);
        };
    }

    private static Open evolve(Open open, AccountEvent event) {
        return switch (event) {
            case AccountOpened ignored -> open;
            case UserAdded added -> open.withUsers(with(open.users, added.userId(), added.role()));
            case UserRoleChanged changed ->
                    open.withUsers(changed(open.users, changed.userId(), role -> changed.role()));
            case UserRemoved removed -> open.withUsers(without(open.users, removed.userId()));
            case ApiKeyIssued issued ->
                    new Open(
                            open.id,
                            open.users,
                            with(
                                    open.keys,
                                    issued.keyId(),
                                    new Key(issued.role(), issued.by(), true)),
                            open.colleagues);
            case ApiKeyRevoked revoked -> open.withKey(revoked.keyId(), Key::revoked);
            case ColleagueInvited invited ->
                    new Open(
                            open.id,
                            open.users,
                            open.keys,
                            with(open.colleagues, invited.invitationId(), Colleague.of(invited)));
            case ColleagueInvitationResent resent ->
                    open.withColleague(resent.invitationId(), known -> known.mailed(resent));
            case ColleagueInvitationRevoked revoked ->
                    open.withColleague(
                            revoked.invitationId(), known -> known.over(Colleague.State.REVOKED));
            case ColleagueJoined joined ->
                    open.withColleague(
                            joined.invitationId(), known -> known.over(Colleague.State.JOINED));
        };
    }

    private static <V> Map<UUID, V> with(Map<UUID, V> all, UUID id, V value) {
        Map<UUID, V> changed = new HashMap<>(all);
        changed.put(id, value);
        return changed;
    }

    private static <V> Map<UUID, V> changed(Map<UUID, V> all, UUID id, UnaryOperator<V> change) {
        Map<UUID, V> changed = new HashMap<>(all);
        changed.computeIfPresent(id, (same, known) -> change.apply(known));
        return changed;
    }

    private static <V> Map<UUID, V> without(Map<UUID, V> all, UUID id) {
        Map<UUID, V> changed = new HashMap<>(all);
        changed.remove(id);
        return changed;
    }
}
