package io.waybill.partner.password.http;

import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.session.LoginLimit;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * How often a link is sent to one address, known or not, and how often a user may say what the
 * password is before another one is set.
 */
@Singleton
final class Limit {

    private static final int REMEMBERED_ADDRESSES = 10_000;

    private final InstantSource clock;
    private final LoginLimit links = new LoginLimit(REMEMBERED_ADDRESSES);
    private final LoginLimit changes = new LoginLimit(REMEMBERED_ADDRESSES);

    Limit(InstantSource clock) {
        this.clock = clock;
    }

    void begin(EmailAddress email) {
        links.begin(email.folded(), clock.instant()).ifPresent(Limit::refuse);
    }

    void beginChange(UUID user) {
        changes.begin(user.toString(), clock.instant())
                .ifPresent(wait -> {
                    throw new ProblemException(
                                    PartnerProblem.LOGIN_LIMITED,
                                    "Too many attempts to change the password; please wait.")
                            .retryAfter(wait);
                });
    }

    void changed(UUID user) {
        changes.succeeded(user.toString());
    }

    void withdrawChange(UUID user) {
        changes.withdraw(user.toString());
    }

    private static void refuse(Duration wait) {
        throw new ProblemException(
                        PartnerProblem.RESET_LIMITED,
                        "Too many links were asked for; please look into your mailbox.")
                .retryAfter(wait);
    }
}
