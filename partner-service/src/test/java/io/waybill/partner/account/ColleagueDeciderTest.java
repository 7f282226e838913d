package io.waybill.partner.account;

import static io.waybill.partner.account.TeamFixture.BY_OTHER;
import static io.waybill.partner.account.TeamFixture.BY_OWNER;
import static io.waybill.partner.account.TeamFixture.EMAIL;
import static io.waybill.partner.account.TeamFixture.INVITATION;
import static io.waybill.partner.account.TeamFixture.INVITED;
import static io.waybill.partner.account.TeamFixture.JOINED;
import static io.waybill.partner.account.TeamFixture.LATER;
import static io.waybill.partner.account.TeamFixture.LINK;
import static io.waybill.partner.account.TeamFixture.NOW;
import static io.waybill.partner.account.TeamFixture.OPENED;
import static io.waybill.partner.account.TeamFixture.OTHER;
import static io.waybill.partner.account.TeamFixture.OWNER_ADDED;
import static io.waybill.partner.account.TeamFixture.REVOKED;
import static io.waybill.partner.account.TeamFixture.SECOND;
import static io.waybill.partner.account.TeamFixture.added;
import static io.waybill.partner.account.TeamFixture.invite;
import static io.waybill.partner.account.TeamFixture.invited;
import static io.waybill.partner.account.TeamFixture.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.partner.account.AccountCommand.Invited;
import io.waybill.partner.account.AccountCommand.ResendColleague;
import io.waybill.partner.account.AccountCommand.RevokeColleague;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationResent;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationRevoked;
import io.waybill.partner.account.AccountEvent.UserAdded;
import io.waybill.servicekit.auth.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColleagueDeciderTest {

    private final DeciderSpecification<Account, AccountCommand, AccountEvent, AccountRefusal>
            account =
                    DeciderSpecification.of(
                            new Account.Unopened(), AccountDecider::decide, Account::evolve);

    @Test
    void a_colleague_is_invited() {
        account.given(OPENED, OWNER_ADDED).when(invite(Role.MANAGER, BY_OWNER)).thenEvents(INVITED);
    }

    @ParameterizedTest
    @CsvSource({"MANAGER, OWNER", "ANALYST, READ_ONLY", "BILLING, BILLING"})
    void nobody_invites_to_what_they_may_not_give(Role own, Role wanted) {
        account.given(OPENED, OWNER_ADDED, added(OTHER, own))
                .when(invite(wanted, BY_OTHER))
                .thenRefused(AccountRefusal.ROLE_NOT_GRANTABLE);
    }

    @Test
    void who_belongs_to_the_account_is_not_invited() {
        account.given(OPENED, OWNER_ADDED)
                .when(invite(new Invited(EMAIL, true, 0)))
                .thenRefused(AccountRefusal.ALREADY_COLLEAGUE);
    }

    @Test
    void an_address_and_an_account_have_a_limit_of_mails() {
        account.given(OPENED, OWNER_ADDED)
                .when(invite(new Invited(EMAIL, false, Colleague.MOST_MAILS)))
                .thenRefused(AccountRefusal.TOO_MANY_MAILS);

        List<AccountEvent> history = new ArrayList<>(List.of(OPENED, OWNER_ADDED));
        for (int i = 0; i < Colleague.MOST_RECENTLY; i++) {
            UUID invitation = new UUID(8, i);
            history.add(invited(invitation, Role.ANALYST, BY_OWNER));
            history.add(new ColleagueInvitationRevoked(invitation, BY_OWNER));
        }
        account.given(history)
                .when(invite(Role.MANAGER, BY_OWNER))
                .thenRefused(AccountRefusal.TOO_MANY_MAILS);
    }

    @Test
    void an_account_has_a_limit_of_people() {
        List<AccountEvent> history = new ArrayList<>(List.of(OPENED, OWNER_ADDED));
        for (int i = 1; i < Colleague.MOST_PEOPLE; i++) {
            history.add(added(new UUID(8, i), Role.ANALYST));
        }
        account.given(history)
                .when(invite(Role.MANAGER, BY_OWNER))
                .thenRefused(AccountRefusal.TOO_MANY_PEOPLE);
    }

    @Test
    void another_link_is_sent_also_when_the_time_of_the_first_is_over() {
        account.given(OPENED, OWNER_ADDED, INVITED)
                .when(new ResendColleague(INVITATION, SECOND, BY_OWNER, LATER))
                .thenEvents(new ColleagueInvitationResent(INVITATION, SECOND, BY_OWNER, LATER));
        Instant afterwards = NOW.plus(Duration.ofDays(30));
        account.given(OPENED, OWNER_ADDED, INVITED)
                .when(new ResendColleague(INVITATION, SECOND, BY_OWNER, afterwards))
                .thenEvents(
                        new ColleagueInvitationResent(INVITATION, SECOND, BY_OWNER, afterwards));
    }

    @Test
    void links_are_not_sent_at_once_or_for_ever() {
        account.given(OPENED, OWNER_ADDED, INVITED)
                .when(new ResendColleague(INVITATION, SECOND, BY_OWNER, NOW.plusSeconds(59)))
                .thenRefused(AccountRefusal.TOO_MANY_MAILS);

        List<AccountEvent> history = new ArrayList<>(List.of(OPENED, OWNER_ADDED, INVITED));
        for (int i = 1; i < Colleague.MOST_MAILS; i++) {
            history.add(new ColleagueInvitationResent(INVITATION, SECOND, BY_OWNER, NOW));
        }
        account.given(history)
                .when(new ResendColleague(INVITATION, SECOND, BY_OWNER, LATER))
                .thenRefused(AccountRefusal.TOO_MANY_MAILS);
    }

    @Test
    void an_invitation_is_revoked_and_again_changes_nothing() {
        RevokeColleague revoke = new RevokeColleague(INVITATION, BY_OWNER);

        account.given(OPENED, OWNER_ADDED, INVITED).when(revoke).thenEvents(REVOKED);
        account.given(OPENED, OWNER_ADDED, INVITED, REVOKED).when(revoke).thenNothing();
        account.given(OPENED, OWNER_ADDED, INVITED, JOINED)
                .when(revoke)
                .thenRefused(AccountRefusal.JOINED);
        account.given(OPENED, OWNER_ADDED)
                .when(revoke)
                .thenRefused(AccountRefusal.UNKNOWN_INVITATION);
    }

    @Test
    void the_holder_of_the_link_becomes_a_user_in_the_role_it_is_invited_to() {
        account.given(OPENED, OWNER_ADDED, INVITED)
                .when(join(LATER))
                .thenEvents(
                        new UserAdded(
                                OTHER,
                                new Person(EMAIL, Optional.of(new Label("Bob"))),
                                Role.MANAGER),
                        JOINED);
    }

    @Test
    void nobody_joins_by_a_link_that_was_used_or_revoked_or_is_too_old() {
        account.given(OPENED, OWNER_ADDED, INVITED, added(OTHER, Role.MANAGER), JOINED)
                .when(join(LATER))
                .thenRefused(AccountRefusal.JOINED);
        account.given(OPENED, OWNER_ADDED, INVITED, REVOKED)
                .when(join(LATER))
                .thenRefused(AccountRefusal.REVOKED);
        account.given(OPENED, OWNER_ADDED, INVITED)
                .when(join(LINK.expiresAt()))
                .thenRefused(AccountRefusal.EXPIRED);
        account.given(OPENED, OWNER_ADDED)
                .when(join(LATER))
                .thenRefused(AccountRefusal.UNKNOWN_INVITATION);
    }

    @Test
    void nothing_personal_is_printed() {
        assertThat(List.of(INVITED, invite(Role.MANAGER, BY_OWNER), join(NOW)).toString())
                .doesNotContain("bob", "Bob");
    }
}
