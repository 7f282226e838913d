package io.waybill.partner.account;

import io.waybill.partner.account.AccountCommand.InviteColleague;
import io.waybill.partner.account.AccountCommand.Invited;
import io.waybill.partner.account.AccountCommand.JoinAccount;
import io.waybill.partner.account.AccountEvent.AccountOpened;
import io.waybill.partner.account.AccountEvent.ApiKeyIssued;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationRevoked;
import io.waybill.partner.account.AccountEvent.ColleagueInvited;
import io.waybill.partner.account.AccountEvent.ColleagueJoined;
import io.waybill.partner.account.AccountEvent.UserAdded;
import io.waybill.servicekit.auth.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An account with its owner, and what happens to the people of it. */
final class TeamFixture {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant LATER = NOW.plus(Duration.ofHours(1));
    static final UUID ACCOUNT = new UUID(7, 1);
    static final UUID OWNER = new UUID(7, 2);
    static final UUID OTHER = new UUID(7, 3);
    static final UUID NOBODY = new UUID(7, 4);
    static final UUID INVITATION = new UUID(7, 5);
    static final By BY_OWNER = new By("user:" + OWNER);
    static final By BY_OTHER = new By("user:" + OTHER);
    static final EmailAddress EMAIL = new EmailAddress("bob@example.com");
    static final ColleagueLink LINK = new ColleagueLink(hash(1), NOW.plus(Colleague.LIFETIME));
    static final ColleagueLink SECOND = new ColleagueLink(hash(2), LATER.plus(Colleague.LIFETIME));
    static final AccountOpened OPENED =
            new AccountOpened(
                    ACCOUNT, new AccountTerms(new Label("Roe Media"), true, false, "USD", "UTC"));
    static final UserAdded OWNER_ADDED = added(OWNER, Role.OWNER);
    static final ColleagueInvited INVITED = invited(INVITATION, Role.MANAGER, BY_OWNER);
    static final ColleagueInvitationRevoked REVOKED =
            new ColleagueInvitationRevoked(INVITATION, BY_OWNER);
    static final ColleagueJoined JOINED = new ColleagueJoined(INVITATION, OTHER);

    private TeamFixture() {}

    static UserAdded added(UUID user, Role role) {
        return new UserAdded(user, new Person(EMAIL, Optional.empty()), role);
    }

    static InviteColleague invite(Role role, By by) {
        return new InviteColleague(INVITATION, new Invited(EMAIL, false, 0), role, LINK, by, NOW);
    }

    static InviteColleague invite(Invited whom) {
        return new InviteColleague(INVITATION, whom, Role.MANAGER, LINK, BY_OWNER, NOW);
    }

    static ColleagueInvited invited(UUID invitation, Role role, By by) {
        return new ColleagueInvited(invitation, EMAIL, role, LINK, by, NOW);
    }

    static JoinAccount join(Instant now) {
        return new JoinAccount(INVITATION, OTHER, EMAIL, new Label("Bob"), now);
    }

    static ApiKeyIssued issued(int number, Role role, Optional<By> by) {
        return new ApiKeyIssued(key(number), hash(number), role, new Label("CRM"), by);
    }

    static UUID key(int number) {
        return new UUID(9, number);
    }

    static By byKey(int number) {
        return new By("api-key:" + key(number));
    }

    static KeyHash hash(int number) {
        return new KeyHash(new byte[] {(byte) number});
    }
}
