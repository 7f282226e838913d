package io.waybill.partner.account;

import io.waybill.partner.account.AccountEvent.ColleagueInvitationResent;
import io.waybill.partner.account.AccountEvent.ColleagueInvited;
import io.waybill.servicekit.auth.Role;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody who is or was invited to become a user of the account. That the time is over is no
 * event: the link says until when it works.
 *
 * @param by who invited
 * @param lastMail when the newest link was sent
 * @param mails how many links were sent
 */
public record Colleague(
        Role role, By by, State state, Instant expiresAt, Instant lastMail, int mails) {

    /** How long a link works. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    /** Users of an account and those who wait to be one, together. */
    static final int MOST_PEOPLE = 500;

    /** Mails by one invitation, and invitations of one address within {@link #RECENTLY}. */
    static final int MOST_MAILS = 6;

    /** Between two mails by one invitation. */
    static final Duration BETWEEN_MAILS = Duration.ofMinutes(1);

    /** Colleagues of one account who are written to within {@link #RECENTLY}. */
    static final int MOST_RECENTLY = 100;

    public static final Duration RECENTLY = Duration.ofDays(1);

    /** How an invitation stands. */
    public enum State {
        PENDING,
        JOINED,
        REVOKED
    }

    static Colleague of(ColleagueInvited invited) {
        return new Colleague(
                invited.role(),
                invited.by(),
                State.PENDING,
                invited.link().expiresAt(),
                invited.at(),
                1);
    }

    Colleague mailed(ColleagueInvitationResent resent) {
        return new Colleague(role, by, state, resent.link().expiresAt(), resent.at(), mails + 1);
    }

    Colleague over(State how) {
        return new Colleague(role, by, how, expiresAt, lastMail, mails);
    }

    boolean isPending(Instant now) {
        return state == State.PENDING && now.isBefore(expiresAt);
    }

    boolean wasWrittenToRecently(Instant now) {
        return now.isBefore(lastMail.plus(RECENTLY));
    }
}
