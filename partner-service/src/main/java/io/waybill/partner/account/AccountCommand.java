package io.waybill.partner.account;

import io.waybill.servicekit.auth.Role;
import java.util.UUID;

/** What may be asked of an account. Ids and random values come with the command. */
public sealed interface AccountCommand {

    /** Opens the account with its first user, who owns it. */
    record OpenAccount(UUID accountId, AccountTerms terms, UUID ownerId, EmailAddress email)
            implements AccountCommand {}

    /**
     * @param granter role of the caller
     */
    record IssueApiKey(UUID keyId, KeyHash hash, Role role, Label label, Role granter)
            implements AccountCommand {}

    record RevokeApiKey(UUID keyId) implements AccountCommand {}
}
