package io.waybill.partner.password.http;

import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.session.LoginLimit;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** How often a link is sent to one address, known or not. */
@Singleton
final class Limit {

    private static final int REMEMBERED_ADDRESSES = 10_000;

    private final InstantSource clock;
    private final LoginLimit limit = new LoginLimit(REMEMBERED_ADDRESSES);

    Limit(InstantSource clock) {
        this.clock = clock;
    }

    void begin(EmailAddress email) {
        limit.begin(email.folded(), clock.instant()).ifPresent(Limit::refuse);
    }

    private static void refuse(Duration wait) {
        throw new ProblemException(
                        PartnerProblem.RESET_LIMITED,
                        "Too many links were asked for; please look into your mailbox.")
                .retryAfter(wait);
    }
}
