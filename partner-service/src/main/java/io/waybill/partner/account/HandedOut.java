package io.waybill.partner.account;

import io.waybill.partner.account.Account.Key;
import io.waybill.partner.account.Account.Open;
import io.waybill.partner.account.AccountEvent.ApiKeyRevoked;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationRevoked;
import io.waybill.servicekit.auth.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a user or a key has handed out and what still works of it: keys, keys that were made with
 * those, and invitations. Keys from before it was kept who made them are nobody's.
 */
record HandedOut(Map<UUID, Role> keys, Map<UUID, Role> invitations) {

    static HandedOut by(UUID maker, Open open) {
        Set<UUID> hands = hands(maker, open.keys());
        Map<UUID, Role> keys = new TreeMap<>();
        Map<UUID, Role> invitations = new TreeMap<>();
        open.keys()
                .forEach((id, key) -> {
                    if (key.isLive() && isOf(hands, key.by())) {
                        keys.put(id, key.role());
                    }
                });
        open.colleagues()
                .forEach((id, colleague) -> {
                    boolean pending = colleague.state() == Colleague.State.PENDING;
                    if (pending && isOf(hands, Optional.of(colleague.by()))) {
                        invitations.put(id, colleague.role());
                    }
                });
        return new HandedOut(keys, invitations);
    }

    /** The end of those whose role it says. */
    List<AccountEvent> takenBack(Predicate<Role> which, By by) {
        List<AccountEvent> events = new ArrayList<>();
        ids(keys, which).forEach(key -> events.add(new ApiKeyRevoked(key, Optional.of(by))));
        ids(invitations, which)
                .forEach(invitation -> events.add(new ColleagueInvitationRevoked(invitation, by)));
        return events;
    }

    private static Collection<UUID> ids(Map<UUID, Role> all, Predicate<Role> which) {
        return all.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The maker, its keys, live or not, and keys that were made with them. */
    private static Set<UUID> hands(UUID first, Map<UUID, Key> keys) {
        Set<UUID> hands = new TreeSet<>(Set.of(first));
        Deque<UUID> open = new ArrayDeque<>(hands);
        while (!open.isEmpty()) {
            UUID maker = open.remove();
            keys.forEach((id, key) -> {
                if (key.by().filter(by -> by.id().equals(maker)).isPresent() && hands.add(id)) {
                    open.add(id);
                }
            });
        }
        return hands;
    }

    private static boolean isOf(Set<UUID> hands, Optional<By> by) {
        return by.filter(who -> hands.contains(who.id())).isPresent();
    }
}
