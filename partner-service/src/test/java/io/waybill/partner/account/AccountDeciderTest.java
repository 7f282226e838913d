package io.waybill.partner.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.partner.account.AccountCommand.IssueApiKey;
import io.waybill.partner.account.AccountCommand.OpenAccount;
import io.waybill.partner.account.AccountCommand.RevokeApiKey;
import io.waybill.partner.account.AccountEvent.AccountOpened;
import io.waybill.partner.account.AccountEvent.ApiKeyIssued;
import io.waybill.partner.account.AccountEvent.ApiKeyRevoked;
import io.waybill.partner.account.AccountEvent.UserAdded;
import io.waybill.servicekit.auth.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountDeciderTest {

    private static final UUID ACCOUNT = new UUID(7, 1);
    private static final UUID USER = new UUID(7, 2);
    private static final UUID KEY = new UUID(7, 3);
    private static final By BY = new By("user:" + USER);
    private static final EmailAddress EMAIL = new EmailAddress("ada@example.com");
    private static final AccountTerms TERMS = terms(true, false);
    private static final AccountOpened OPENED = new AccountOpened(ACCOUNT, TERMS);
    private static final UserAdded OWNER = user(USER, Role.OWNER);
    private static final ApiKeyIssued ISSUED = issued(KEY);
    private static final ApiKeyRevoked REVOKED = new ApiKeyRevoked(KEY, Optional.of(BY));
    private static final OpenAccount OPEN = new OpenAccount(ACCOUNT, TERMS, USER, EMAIL);
    private static final IssueApiKey ISSUE = issue(Role.MANAGER, BY);
    private static final RevokeApiKey REVOKE = new RevokeApiKey(KEY, BY);

    private final DeciderSpecification<Account, AccountCommand, AccountEvent, AccountRefusal>
            account =
                    DeciderSpecification.of(
                            new Account.Unopened(), AccountDecider::decide, Account::evolve);

    @Test
    void opening_an_account_makes_its_first_user_the_owner() {
        account.given().when(OPEN).thenEvents(OPENED, OWNER);
    }

    @Test
    void an_account_that_neither_sells_nor_buys_is_refused() {
        account.given()
                .when(new OpenAccount(ACCOUNT, terms(false, false), USER, EMAIL))
                .thenRefused(AccountRefusal.NEITHER_SELLS_NOR_BUYS);
    }

    @Test
    void an_account_is_opened_once() {
        account.given(OPENED, OWNER).when(OPEN).thenRefused(AccountRefusal.ALREADY_OPEN);
    }

    @Test
    void nothing_else_can_be_asked_of_an_account_that_does_not_exist() {
        account.given().when(ISSUE).thenRefused(AccountRefusal.NOT_OPEN);
        account.given().when(REVOKE).thenRefused(AccountRefusal.NOT_OPEN);
    }

    @Test
    void a_key_is_issued() {
        account.given(OPENED, OWNER).when(ISSUE).thenEvents(ISSUED);
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, true",
        "MANAGER, OWNER, false",
        "MANAGER, MANAGER, true",
        "MANAGER, READ_ONLY, true",
        "ANALYST, READ_ONLY, false",
        "BILLING, BILLING, false",
        "READ_ONLY, READ_ONLY, false"
    })
    void a_key_is_never_above_the_one_who_makes_it(Role granter, Role role, boolean accepted) {
        UUID user = new UUID(7, 9);
        By by = new By("user:" + user);
        var decided = account.given(OPENED, OWNER, user(user, granter)).when(issue(role, by));

        if (accepted) {
            decided.thenEvents(new ApiKeyIssued(KEY, hash(), role, label(), Optional.of(by)));
        } else {
            decided.thenRefused(AccountRefusal.ROLE_NOT_GRANTABLE);
        }
    }

    @Test
    void a_key_is_made_with_a_key_that_works_and_by_nobody_else() {
        By key = new By("api-key:" + KEY);
        IssueApiKey issue = new IssueApiKey(new UUID(7, 8), hash(), Role.ANALYST, label(), key);

        account.given(OPENED, OWNER, ISSUED)
                .when(issue)
                .thenEvents(
                        new ApiKeyIssued(
                                new UUID(7, 8), hash(), Role.ANALYST, label(), Optional.of(key)));
        account.given(OPENED, OWNER, ISSUED, REVOKED)
                .when(issue)
                .thenRefused(AccountRefusal.ROLE_NOT_GRANTABLE);
        account.given(OPENED, OWNER).when(issue).thenRefused(AccountRefusal.ROLE_NOT_GRANTABLE);
    }

    @Test
    void an_account_has_a_hundred_live_keys_at_most() {
        List<AccountEvent> history = new ArrayList<>(List.of(OPENED, OWNER));
        for (int i = 0; i < Account.MAX_LIVE_KEYS; i++) {
            history.add(issued(new UUID(8, i)));
        }
        account.given(history).when(ISSUE).thenRefused(AccountRefusal.TOO_MANY_KEYS);

        history.add(new ApiKeyRevoked(new UUID(8, 0), Optional.empty()));
        account.given(history).when(ISSUE).thenEvents(ISSUED);
    }

    @Test
    void a_live_key_is_revoked() {
        account.given(OPENED, OWNER, ISSUED).when(REVOKE).thenEvents(REVOKED);
    }

    @Test
    void revoking_a_key_again_changes_nothing() {
        account.given(OPENED, OWNER, ISSUED, REVOKED).when(REVOKE).thenNothing();
    }

    @Test
    void a_key_that_the_account_never_had_is_unknown() {
        account.given(OPENED, OWNER).when(REVOKE).thenRefused(AccountRefusal.UNKNOWN_KEY);
    }

    @Test
    void the_state_is_what_the_events_say_also_when_each_comes_twice() {
        var expected =
                new Account.Open(
                        ACCOUNT,
                        Map.of(USER, Role.OWNER),
                        Map.of(KEY, new Account.Key(Role.MANAGER, Optional.of(BY), false)),
                        Map.of());

        account.given(OPENED, OWNER, ISSUED, REVOKED).thenState(expected);
        account.given(OPENED, OPENED, OWNER, OWNER, ISSUED, ISSUED, REVOKED, REVOKED)
                .thenState(expected);
    }

    @Test
    void events_of_an_account_that_was_never_opened_change_nothing() {
        account.given(OWNER, ISSUED, REVOKED).thenState(new Account.Unopened());
    }

    @Test
    void nothing_personal_is_printed() {
        assertThat(List.of(OPEN, OPENED, OWNER, ISSUE).toString())
                .doesNotContain("ada", "example", "Ada");
    }

    private static AccountTerms terms(boolean sells, boolean buys) {
        return new AccountTerms(new Label("Ada & Co"), sells, buys, "USD", "UTC");
    }

    private static UserAdded user(UUID id, Role role) {
        return new UserAdded(id, new Person(EMAIL, Optional.empty()), role);
    }

    private static IssueApiKey issue(Role role, By by) {
        return new IssueApiKey(KEY, hash(), role, label(), by);
    }

    private static ApiKeyIssued issued(UUID key) {
        return new ApiKeyIssued(key, hash(), Role.MANAGER, label(), Optional.of(BY));
    }

    private static KeyHash hash() {
        return new KeyHash(new byte[] {1, 2, 3});
    }

    private static Label label() {
        return new Label("Ada's import");
    }
}
