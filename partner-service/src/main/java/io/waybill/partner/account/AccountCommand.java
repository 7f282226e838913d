package io.waybill.partner.account;

import io.waybill.servicekit.auth.Role;
import java.time.Instant;
import java.util.UUID;

/** What may be asked of an account. Ids and random values come with the command. */
public sealed interface AccountCommand {

    /** Opens the account with its first user, who owns it. */
    record OpenAccount(UUID accountId, AccountTerms terms, UUID ownerId, EmailAddress email)
            implements AccountCommand {}

    record IssueApiKey(UUID keyId, KeyHash hash, Role role, Label label, By by)
            implements AccountCommand {}

    record RevokeApiKey(UUID keyId, By by) implements AccountCommand {}

    /** What is asked about the people of an account. */
    sealed interface TeamCommand extends AccountCommand {}

    /**
     * What is known of an address that is invited.
     *
     * @param belongs whether a user of the account has it
     * @param recently mails that were sent to it lately, by whichever account
     */
    record Invited(EmailAddress email, boolean belongs, long recently) {}

    record InviteColleague(
            UUID invitationId, Invited invited, Role role, ColleagueLink link, By by, Instant now)
            implements TeamCommand {}

    /** Sends another link, in place of the one before. */
    record ResendColleague(UUID invitationId, ColleagueLink link, By by, Instant now)
            implements TeamCommand {}

    record RevokeColleague(UUID invitationId, By by) implements TeamCommand {}

    /** The holder of the link becomes a user. */
    record JoinAccount(UUID invitationId, UUID userId, EmailAddress email, Label name, Instant now)
            implements TeamCommand {}

    record ChangeRole(UUID userId, Role role, By by) implements TeamCommand {}

    record RemoveUser(UUID userId, By by) implements TeamCommand {}
}
