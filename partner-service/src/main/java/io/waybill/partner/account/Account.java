package io.waybill.partner.account;

import io.waybill.servicekit.auth.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An account as far as decisions need it. Names and addresses are not among that.
 *
 * <pre>
 * Unopened ──AccountOpened──► Open ──UserAdded, ApiKeyIssued, ApiKeyRevoked──► Open
 * </pre>
 */
public sealed interface Account {

    /** Live keys of one account; more are a sign of a program that makes one for each call. */
    int MAX_LIVE_KEYS = 100;

    record Unopened() implements Account {}

    /** Keys stay known when they are revoked, so that revoking twice is no error. */
    record Open(UUID id, Map<UUID, Role> users, Map<UUID, KeyState> keys) implements Account {
        public Open {
            users = Map.copyOf(users);
            keys = Map.copyOf(keys);
        }

        long liveKeys() {
            return keys.values().stream().filter(KeyState.LIVE::equals).count();
        }
    }

    enum KeyState {
        LIVE,
        REVOKED
    }

    /** The state after an event. History is not refused: what does not fit changes nothing. */
    static Account evolve(Account state, AccountEvent event) {
        return switch (state) {
            case Unopened unopened ->
                    event instanceof AccountEvent.AccountOpened opened
                            ? new Open(opened.accountId(), Map.of(), Map.of())
                            : unopened;
            case Open open ->
                    switch (event) {
                        case AccountEvent.AccountOpened ignored -> open;
                        case AccountEvent.UserAdded added ->
                                new Open(
                                        open.id,
                                        with(open.users, added.userId(), added.role()),
                                        open.keys);
                        case AccountEvent.ApiKeyIssued issued ->
                                withKey(open, issued.keyId(), KeyState.LIVE);
                        case AccountEvent.ApiKeyRevoked revoked ->
                                withKey(open, revoked.keyId(), KeyState.REVOKED);
                    };
        };
    }

    private static Open withKey(Open open, UUID key, KeyState state) {
        return new Open(open.id, open.users, with(open.keys, key, state));
    }

    private static <V> Map<UUID, V> with(Map<UUID, V> all, UUID id, V value) {
        Map<UUID, V> changed = new HashMap<>(all);
        changed.put(id, value);
        return changed;
    }
}
