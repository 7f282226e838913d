package io.waybill.partner.account;

import io.waybill.eventsourcing.Decision;
import io.waybill.partner.account.Account.Open;
import io.waybill.partner.account.AccountCommand.ChangeRole;
import io.waybill.partner.account.AccountCommand.InviteColleague;
import io.waybill.partner.account.AccountCommand.JoinAccount;
import io.waybill.partner.account.AccountCommand.RemoveUser;
import io.waybill.partner.account.AccountCommand.ResendColleague;
import io.waybill.partner.account.AccountCommand.RevokeColleague;
import io.waybill.partner.account.AccountCommand.TeamCommand;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationResent;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationRevoked;
import io.waybill.partner.account.AccountEvent.ColleagueInvited;
import io.waybill.partner.account.AccountEvent.ColleagueJoined;
import io.waybill.partner.account.AccountEvent.UserAdded;
import io.waybill.partner.account.AccountEvent.UserRemoved;
import io.waybill.partner.account.AccountEvent.UserRoleChanged;
import io.waybill.servicekit.auth.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who belongs to an account, and in which role. */
final class TeamDecider {

    private TeamDecider() {}

    static Decision<AccountEvent, AccountRefusal> decide(TeamCommand command, Open open) {
        return switch (command) {
            case InviteColleague invite -> invite(invite, open);
            case ResendColleague resend -> resend(resend, open);
            case RevokeColleague revoke -> revoke(revoke, open);
            case JoinAccount join -> join(join, open);
            case ChangeRole change -> change(change, open);
            case RemoveUser remove -> remove(remove, open);
        };
    }

    private static Decision<AccountEvent, AccountRefusal> invite(
            InviteColleague command, Open open) {
        if (!open.mayGrant(command.by(), command.role())) {
            return Decision.refused(AccountRefusal.ROLE_NOT_GRANTABLE);
        }
        if (command.invited().belongs()) {
            return Decision.refused(AccountRefusal.ALREADY_COLLEAGUE);
        }
        if (people(open, command.now()) >= Colleague.MOST_PEOPLE) {
            return Decision.refused(AccountRefusal.TOO_MANY_PEOPLE);
        }
        if (recently(open, command.now()) >= Colleague.MOST_RECENTLY
                || command.invited().recently() >= Colleague.MOST_MAILS) {
            return Decision.refused(AccountRefusal.TOO_MANY_MAILS);
        }
        return Decision.accepted(
                new ColleagueInvited(
                        command.invitationId(),
                        command.invited().email(),
                        command.role(),
                        command.link(),
                        command.by(),
                        command.now()));
    }

    /** Past its time an invitation can be sent again. */
    private static Decision<AccountEvent, AccountRefusal> resend(
            ResendColleague command, Open open) {
        Colleague colleague = open.colleagues().get(command.invitationId());
        Optional<AccountRefusal> refusal = refusal(open, colleague, command.by());
        if (colleague == null || refusal.isPresent()) {
            return Decision.refused(refusal.orElse(AccountRefusal.UNKNOWN_INVITATION));
        }
        boolean tooSoon =
                command.now().isBefore(colleague.lastMail().plus(Colleague.BETWEEN_MAILS));
        boolean another = !colleague.wasWrittenToRecently(command.now());
        if (tooSoon
                || colleague.mails() >= Colleague.MOST_MAILS
                || (another && recently(open, command.now()) >= Colleague.MOST_RECENTLY)) {
            return Decision.refused(AccountRefusal.TOO_MANY_MAILS);
        }
        return Decision.accepted(
                new ColleagueInvitationResent(
                        command.invitationId(), command.link(), command.by(), command.now()));
    }

    /** Again is no error. */
    private static Decision<AccountEvent, AccountRefusal> revoke(
            RevokeColleague command, Open open) {
        Colleague colleague = open.colleagues().get(command.invitationId());
        if (colleague != null && colleague.state() == Colleague.State.REVOKED) {
            return Decision.accepted();
        }
        return refusal(open, colleague, command.by())
                .map(Decision::<AccountEvent, AccountRefusal>refused)
                .orElseGet(() ->
                        Decision.accepted(
                                new ColleagueInvitationRevoked(
                                        command.invitationId(), command.by())));
    }

    private static Decision<AccountEvent, AccountRefusal> join(JoinAccount command, Open open) {
        Colleague colleague = open.colleagues().get(command.invitationId());
        Optional<AccountRefusal> over = over(colleague);
        if (colleague == null || over.isPresent()) {
            return Decision.refused(over.orElse(AccountRefusal.UNKNOWN_INVITATION));
        }
        if (!colleague.isPending(command.now())) {
            return Decision.refused(AccountRefusal.EXPIRED);
        }
        return Decision.accepted(
                new UserAdded(
                        command.userId(),
                        new Person(command.email(), Optional.of(command.name())),
                        colleague.role()),
                new ColleagueJoined(command.invitationId(), command.userId()));
    }

    private static Decision<AccountEvent, AccountRefusal> change(ChangeRole command, Open open) {
        Role before = open.users().get(command.userId());
        Role after = command.role();
        if (before == null) {
            return Decision.refused(AccountRefusal.UNKNOWN_USER);
        }
        if (!open.mayGrant(command.by(), before) || !open.mayGrant(command.by(), after)) {
            return Decision.refused(AccountRefusal.ROLE_NOT_GRANTABLE);
        }
        if (before == after) {
            return Decision.accepted();
        }
        if (isLastOwner(open, before)) {
            return Decision.refused(AccountRefusal.LAST_OWNER);
        }
        By by = command.by();
        List<AccountEvent> events = new ArrayList<>();
        events.add(new UserRoleChanged(command.userId(), after, by));
        events.addAll(
                HandedOut.by(command.userId(), open).takenBack(role -> role.exceeds(after), by));
        return new Decision.Accepted<>(events);
    }

    private static Decision<AccountEvent, AccountRefusal> remove(RemoveUser command, Open open) {
        Role role = open.users().get(command.userId());
        if (role == null) {
            return Decision.refused(AccountRefusal.UNKNOWN_USER);
        }
        if (!open.mayGrant(command.by(), role)) {
            return Decision.refused(AccountRefusal.ROLE_NOT_GRANTABLE);
        }
        if (isLastOwner(open, role)) {
            return Decision.refused(AccountRefusal.LAST_OWNER);
        }
        By by = command.by();
        Predicate<Role> every = ignored -> true;
        List<AccountEvent> events = new ArrayList<>();
        events.add(new UserRemoved(command.userId(), by));
        events.addAll(HandedOut.by(command.userId(), open).takenBack(every, by));
        return new Decision.Accepted<>(events);
    }

    private static Optional<AccountRefusal> refusal(
            Open open, @Nullable Colleague colleague, By by) {
        return colleague != null
                        && colleague.state() == Colleague.State.PENDING
                        && !open.mayGrant(by, colleague.role())
                ? Optional.of(AccountRefusal.ROLE_NOT_GRANTABLE)
                : over(colleague);
    }

    private static Optional<AccountRefusal> over(@Nullable Colleague colleague) {
        if (colleague == null) {
            return Optional.of(AccountRefusal.UNKNOWN_INVITATION);
        }
        return switch (colleague.state()) {
            case PENDING -> Optional.empty();
            case JOINED -> Optional.of(AccountRefusal.JOINED);
            case REVOKED -> Optional.of(AccountRefusal.REVOKED);
        };
    }

    private static boolean isLastOwner(Open open, Role role) {
        return role == Role.OWNER
                && open.users().values().stream().filter(Role.OWNER::equals).count() == 1;
    }

    private static long people(Open open, Instant now) {
        return open.users().size()
                + open.colleagues().values().stream().filter(c -> c.isPending(now)).count();
    }

    private static long recently(Open open, Instant now) {
        return open.colleagues().values().stream()
                .filter(colleague -> colleague.wasWrittenToRecently(now))
                .count();
    }
}
