package io.waybill.partner.account;

import io.waybill.eventsourcing.Decision;
import io.waybill.partner.account.Account.Key;
import io.waybill.partner.account.Account.Open;
import io.waybill.partner.account.Account.Unopened;
import io.waybill.partner.account.AccountCommand.IssueApiKey;
import io.waybill.partner.account.AccountCommand.OpenAccount;
import io.waybill.partner.account.AccountCommand.RevokeApiKey;
import io.waybill.partner.account.AccountCommand.TeamCommand;
import io.waybill.partner.account.AccountEvent.AccountOpened;
import io.waybill.partner.account.AccountEvent.ApiKeyIssued;
import io.waybill.partner.account.AccountEvent.ApiKeyRevoked;
import io.waybill.partner.account.AccountEvent.UserAdded;
import io.waybill.servicekit.auth.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command does to an account. */
public final class AccountDecider {

    private AccountDecider() {}

    public static Decision<AccountEvent, AccountRefusal> decide(
            AccountCommand command, Account state) {
        return switch (state) {
            case Unopened ignored ->
                    command instanceof OpenAccount open
                            ? open(open)
                            : Decision.refused(AccountRefusal.NOT_OPEN);
            case Open open ->
                    switch (command) {
                        case OpenAccount ignored -> Decision.refused(AccountRefusal.ALREADY_OPEN);
                        case IssueApiKey issue -> issue(issue, open);
                        case RevokeApiKey revoke -> revoke(revoke, open);
                        case TeamCommand team -> TeamDecider.decide(team, open);
                    };
        };
    }

    private static Decision<AccountEvent, AccountRefusal> open(OpenAccount command) {
        if (!command.terms().sells() && !command.terms().buys()) {
            return Decision.refused(AccountRefusal.NEITHER_SELLS_NOR_BUYS);
        }
        return Decision.accepted(
                new AccountOpened(command.accountId(), command.terms()),
                new UserAdded(
                        command.ownerId(),
                        new Person(command.email(), Optional.empty()),
                        Role.OWNER));
    }

    private static Decision<AccountEvent, AccountRefusal> issue(IssueApiKey command, Open open) {
        if (!open.mayGrant(command.by(), command.role())) {
            return Decision.refused(AccountRefusal.ROLE_NOT_GRANTABLE);
        }
        if (open.liveKeys() >= Account.MAX_LIVE_KEYS) {
            return Decision.refused(AccountRefusal.TOO_MANY_KEYS);
        }
        return Decision.accepted(
                new ApiKeyIssued(
                        command.keyId(),
                        command.hash(),
                        command.role(),
                        command.label(),
                        Optional.of(command.by())));
    }

    private static Decision<AccountEvent, AccountRefusal> revoke(RevokeApiKey command, Open open) {
        Key key = open.keys().get(command.keyId());
        if (key == null) {
            return Decision.refused(AccountRefusal.UNKNOWN_KEY);
        }
        return Decision.accepted(key.isLive() ? revoked(command, open) : List.of());
    }

    /** Whoever had the key may have made others with it, or have invited somebody. */
    private static List<AccountEvent> revoked(RevokeApiKey command, Open open) {
        List<AccountEvent> events = new ArrayList<>();
        events.add(new ApiKeyRevoked(command.keyId(), Optional.of(command.by())));
        events.addAll(HandedOut.by(command.keyId(), open).takenBack(_ -> true, command.by()));
        return events;
    }
}
