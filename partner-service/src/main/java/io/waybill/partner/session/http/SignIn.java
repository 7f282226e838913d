package io.waybill.partner.session.http;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.store.AccountReader;
import io.waybill.partner.account.store.Credentials;
import io.waybill.partner.session.LoginLimit;
import io.waybill.partner.session.Origin;
import io.waybill.partner.session.crypto.Passwords;
import io.waybill.partner.session.store.AccessLog;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Checks address and password. Whether the address is known cannot be told from the answer, from
 * its time or from the limit.
 */
@Singleton
final class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);
    private static final int REMEMBERED_ADDRESSES = 10_000;

    private final AccountReader accounts;
    private final Passwords passwords;
    private final AccessLog log;
    private final InstantSource clock;
    private final LoginLimit limit = new LoginLimit(REMEMBERED_ADDRESSES);

    SignIn(AccountReader accounts, Passwords passwords, AccessLog log, InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.log = log;
        this.clock = clock;
    }

    Uni<Credentials> check(String email, String password, Origin origin) {
        String address = email.toLowerCase(Locale.ROOT);
        limit.begin(address, clock.instant())
                .ifPresent(wait -> {
                    throw limited(wait);
                });
        return find(email)
                .chain(user ->
                        passwords
                                .matches(user.map(Credentials::passwordHash), password)
                                .invoke(matches -> note(matches, user, origin))
                                .map(matches -> matches ? user : NOBODY))
                .onFailure()
                .invoke(() -> limit.withdraw(address))
                .map(user -> {
                    Credentials known = user.orElseThrow(SignIn::failed);
                    limit.succeeded(address);
                    return known;
                });
    }

    private static final Optional<Credentials> NOBODY = Optional.empty();

    /** Nobody waits for it: the time of the answer would tell that the address is known. */
    private void note(boolean matches, Optional<Credentials> user, Origin origin) {
        if (!matches && user.isPresent()) {
            log.failed(user.get().accountId(), user.get().userId(), origin)
                    .subscribe()
                    .with(_ -> {}, SignIn::notNoted);
        }
    }

    private static void notNoted(Throwable failure) {
        LOG.warnf(failure, "a failed sign-in was not written down");
    }

    private Uni<Optional<Credentials>> find(String email) {
        return EmailAddress.isValid(email)
                ? accounts.credentials(new EmailAddress(email))
                : Uni.createFrom().item(NOBODY);
    }

    private static ProblemException failed() {
        return new ProblemException(
                PartnerProblem.LOGIN_FAILED, "E-mail address or password is not right.");
    }

    private static ProblemException limited(Duration wait) {
        return new ProblemException(
                        PartnerProblem.LOGIN_LIMITED, "Too many attempts to sign in; please wait.")
                .retryAfter(wait);
    }
}
