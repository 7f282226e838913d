package io.waybill.partner.account;

import static io.waybill.partner.account.TeamFixture.BY_OTHER;
import static io.waybill.partner.account.TeamFixture.BY_OWNER;
import static io.waybill.partner.account.TeamFixture.INVITATION;
import static io.waybill.partner.account.TeamFixture.NOBODY;
import static io.waybill.partner.account.TeamFixture.OPENED;
import static io.waybill.partner.account.TeamFixture.OTHER;
import static io.waybill.partner.account.TeamFixture.OWNER;
import static io.waybill.partner.account.TeamFixture.OWNER_ADDED;
import static io.waybill.partner.account.TeamFixture.REVOKED;
import static io.waybill.partner.account.TeamFixture.added;
import static io.waybill.partner.account.TeamFixture.byKey;
import static io.waybill.partner.account.TeamFixture.invite;
import static io.waybill.partner.account.TeamFixture.invited;
import static io.waybill.partner.account.TeamFixture.issued;
import static io.waybill.partner.account.TeamFixture.key;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.partner.account.AccountCommand.ChangeRole;
import io.waybill.partner.account.AccountCommand.RemoveUser;
import io.waybill.partner.account.AccountCommand.RevokeApiKey;
import io.waybill.partner.account.AccountEvent.ApiKeyRevoked;
import io.waybill.partner.account.AccountEvent.UserRemoved;
import io.waybill.partner.account.AccountEvent.UserRoleChanged;
import io.waybill.servicekit.auth.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TeamDeciderTest {

    private final DeciderSpecification<Account, AccountCommand, AccountEvent, AccountRefusal>
            account =
                    DeciderSpecification.of(
                            new Account.Unopened(), AccountDecider::decide, Account::evolve);

    @Test
    void a_role_is_changed_to_the_same_nothing() {
        account.given(OPENED, OWNER_ADDED, added(OTHER, Role.MANAGER))
                .when(new ChangeRole(OTHER, Role.ANALYST, BY_OWNER))
                .thenEvents(new UserRoleChanged(OTHER, Role.ANALYST, BY_OWNER));
        account.given(OPENED, OWNER_ADDED, added(OTHER, Role.MANAGER))
                .when(new ChangeRole(OTHER, Role.MANAGER, BY_OWNER))
                .thenNothing();
        account.given(OPENED, OWNER_ADDED)
                .when(new ChangeRole(NOBODY, Role.MANAGER, BY_OWNER))
                .thenRefused(AccountRefusal.UNKNOWN_USER);
    }

    @Test
    void a_manager_makes_no_owner_and_changes_none() {
        account.given(OPENED, OWNER_ADDED, added(OTHER, Role.MANAGER))
                .when(new ChangeRole(OTHER, Role.OWNER, BY_OTHER))
                .thenRefused(AccountRefusal.ROLE_NOT_GRANTABLE);
        account.given(OPENED, OWNER_ADDED, added(OTHER, Role.MANAGER))
                .when(new RemoveUser(OWNER, BY_OTHER))
                .thenRefused(AccountRefusal.ROLE_NOT_GRANTABLE);
    }

    @Test
    void the_last_owner_stays_one() {
        account.given(OPENED, OWNER_ADDED, added(OTHER, Role.MANAGER))
                .when(new ChangeRole(OWNER, Role.MANAGER, BY_OWNER))
                .thenRefused(AccountRefusal.LAST_OWNER);
        account.given(OPENED, OWNER_ADDED)
                .when(new RemoveUser(OWNER, BY_OWNER))
                .thenRefused(AccountRefusal.LAST_OWNER);
        account.given(OPENED, OWNER_ADDED, added(OTHER, Role.OWNER))
                .when(new RemoveUser(OWNER, BY_OWNER))
                .thenEvents(new UserRemoved(OWNER, BY_OWNER));
        account.given(
                        OPENED,
                        OWNER_ADDED,
                        added(OTHER, Role.OWNER),
                        new UserRemoved(OTHER, BY_OWNER))
                .when(new RemoveUser(OWNER, BY_OWNER))
                .thenRefused(AccountRefusal.LAST_OWNER);
    }

    @Test
    void with_a_user_goes_what_the_user_has_handed_out() {
        account.given(
                        OPENED,
                        OWNER_ADDED,
                        added(OTHER, Role.MANAGER),
                        issued(1, Role.MANAGER, Optional.of(BY_OTHER)),
                        issued(2, Role.READ_ONLY, Optional.of(byKey(1))),
                        issued(3, Role.MANAGER, Optional.of(BY_OWNER)),
                        issued(4, Role.MANAGER, Optional.empty()),
                        invited(INVITATION, Role.READ_ONLY, byKey(2)))
                .when(new RemoveUser(OTHER, BY_OWNER))
                .thenEvents(
                        new UserRemoved(OTHER, BY_OWNER),
                        new ApiKeyRevoked(key(1), Optional.of(BY_OWNER)),
                        new ApiKeyRevoked(key(2), Optional.of(BY_OWNER)),
                        REVOKED);
    }

    @Test
    void with_a_key_goes_what_was_handed_out_with_it() {
        account.given(
                        OPENED,
                        OWNER_ADDED,
                        issued(1, Role.MANAGER, Optional.of(BY_OWNER)),
                        issued(2, Role.MANAGER, Optional.of(byKey(1))),
                        issued(3, Role.MANAGER, Optional.of(BY_OWNER)),
                        invited(INVITATION, Role.READ_ONLY, byKey(2)))
                .when(new RevokeApiKey(key(1), BY_OWNER))
                .thenEvents(
                        new ApiKeyRevoked(key(1), Optional.of(BY_OWNER)),
                        new ApiKeyRevoked(key(2), Optional.of(BY_OWNER)),
                        REVOKED);
    }

    @Test
    void with_a_role_goes_what_is_above_it() {
        account.given(
                        OPENED,
                        OWNER_ADDED,
                        added(OTHER, Role.OWNER),
                        issued(1, Role.MANAGER, Optional.of(BY_OTHER)),
                        issued(2, Role.READ_ONLY, Optional.of(BY_OTHER)),
                        invited(INVITATION, Role.MANAGER, BY_OTHER))
                .when(new ChangeRole(OTHER, Role.ANALYST, BY_OWNER))
                .thenEvents(
                        new UserRoleChanged(OTHER, Role.ANALYST, BY_OWNER),
                        new ApiKeyRevoked(key(1), Optional.of(BY_OWNER)),
                        REVOKED);
    }

    @Test
    void who_was_removed_can_do_nothing_any_more() {
        account.given(
                        OPENED,
                        OWNER_ADDED,
                        added(OTHER, Role.OWNER),
                        new UserRemoved(OTHER, BY_OWNER))
                .when(invite(Role.READ_ONLY, BY_OTHER))
                .thenRefused(AccountRefusal.ROLE_NOT_GRANTABLE);
    }
}
