package io.waybill.partner.account.store;

import io.waybill.eventsourcing.Decision;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountRefusal;
import java.util.List;

/** A command is not done; the transaction in which it was asked for ends without effect. */
public final class AccountRefused extends RuntimeException {

    private final AccountRefusal refusal;

    private AccountRefused(AccountRefusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    public static AccountRefused of(AccountRefusal refusal) {
        return new AccountRefused(refusal);
    }

    public AccountRefusal refusal() {
        return refusal;
    }

    /** What the command has led to. */
    public static List<AccountEvent> orEvents(Decision<AccountEvent, AccountRefusal> decision) {
        return switch (decision) {
            case Decision.Accepted<AccountEvent, AccountRefusal>(var events) -> events;
            case Decision.Refused<AccountEvent, AccountRefusal>(var refusal) ->
                    throw new AccountRefused(refusal);
        };
    }
}
