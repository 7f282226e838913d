package io.waybill.partner.connection;

import io.waybill.eventsourcing.Decision;
import io.waybill.partner.connection.Connection.Connected;
import io.waybill.partner.connection.Connection.Ended;
import io.waybill.partner.connection.Connection.Invited;
import io.waybill.partner.connection.Connection.Unopened;
import io.waybill.partner.connection.ConnectionCommand.Accept;
import io.waybill.partner.connection.ConnectionCommand.CloseUnanswered;
import io.waybill.partner.connection.ConnectionCommand.Configure;
import io.waybill.partner.connection.ConnectionCommand.End;
import io.waybill.partner.connection.ConnectionCommand.Open;
import io.waybill.partner.connection.ConnectionCommand.Pause;
import io.waybill.partner.connection.ConnectionCommand.Resume;
import io.waybill.partner.connection.ConnectionCommand.Review;
import io.waybill.partner.connection.ConnectionEvent.ConnectionAccepted;
import io.waybill.partner.connection.ConnectionEvent.ConnectionConfigured;
import io.waybill.partner.connection.ConnectionEvent.ConnectionEnded;
import io.waybill.partner.connection.ConnectionEvent.ConnectionOpened;
import io.waybill.partner.connection.ConnectionEvent.ConnectionPaused;
import io.waybill.partner.connection.ConnectionEvent.ConnectionResumed;
import io.waybill.partner.subscription.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a command does to a connection. */
public final class ConnectionDecider {

    private ConnectionDecider() {}

    public static Decision<ConnectionEvent, ConnectionRefusal> decide(
            ConnectionCommand command, Connection state) {
        return switch (state) {
            case Unopened _ ->
                    command instanceof Open open
                            ? Decision.accepted(
                                    new ConnectionOpened(
                                            open.connectionId(),
                                            open.sellerId(),
                                            open.invitationId(),
                                            open.inviteeName(),
                                            open.fields()))
                            : Decision.refused(ConnectionRefusal.UNKNOWN);
            case Invited invited -> decide(command, invited);
            case Connected connected -> decide(command, connected);
            case Ended _ -> decideEnded(command);
        };
    }

    private static Decision<ConnectionEvent, ConnectionRefusal> decide(
            ConnectionCommand command, Invited invited) {
        return switch (command) {
            case Open _ -> Decision.refused(ConnectionRefusal.ALREADY_OPEN);
            case Accept accept -> accept(accept, invited);
            case CloseUnanswered close ->
                    Decision.accepted(new ConnectionEnded(close.cause(), close.reason()));
            case Review _ -> Decision.accepted();
            case Configure _, Pause _, Resume _, End _ ->
                    Decision.refused(ConnectionRefusal.NOT_ACCEPTED);
        };
    }

    private static Decision<ConnectionEvent, ConnectionRefusal> accept(
            Accept command, Invited invited) {
        if (command.buyerId().equals(invited.sellerId())) {
            return Decision.refused(ConnectionRefusal.WITH_ITSELF);
        }
        ConnectionAccepted accepted =
                new ConnectionAccepted(
                        command.buyerId(),
                        command.buyerName(),
                        command.affairs().plan() == Plan.PAID);
        Connected connected =
                new Connected(invited.sellerId(), command.buyerId(), Optional.empty(), Set.of());
        Decision<ConnectionEvent, ConnectionRefusal> next =
                command.flow()
                        .map(flow -> configure(new Configure(flow, command.affairs()), connected))
                        .orElseGet(() -> review(command.affairs(), connected));
        return switch (next) {
            case Decision.Accepted<ConnectionEvent, ConnectionRefusal>(var events) -> {
                List<ConnectionEvent> all = new ArrayList<>(List.of(accepted));
                all.addAll(events);
                yield Decision.accepted(all);
            }
            case Decision.Refused<ConnectionEvent, ConnectionRefusal> refused -> refused;
        };
    }

    private static Decision<ConnectionEvent, ConnectionRefusal> decide(
            ConnectionCommand command, Connected connected) {
        return switch (command) {
            case Open _ -> Decision.refused(ConnectionRefusal.ALREADY_OPEN);
            case Accept accept when accept.buyerId().equals(connected.buyerId()) ->
                    Decision.accepted();
            case Accept _, CloseUnanswered _ ->
                    Decision.refused(ConnectionRefusal.ALREADY_ACCEPTED);
            case Configure configure -> configure(configure, connected);
            case Review review -> review(review.affairs(), connected);
            case Pause pause ->
                    connected.holds().contains(pause.side().hold())
                            ? Decision.accepted()
                            : Decision.accepted(
                                    new ConnectionPaused(pause.side().hold(), pause.reason()));
            case Resume resume ->
                    connected.holds().contains(resume.side().hold())
                            ? Decision.accepted(new ConnectionResumed(resume.side().hold()))
                            : Decision.accepted();
            case End end -> Decision.accepted(new ConnectionEnded(end.side().end(), end.reason()));
        };
    }

    /** Ending again changes nothing; neither does what would have ended it otherwise. */
    private static Decision<ConnectionEvent, ConnectionRefusal> decideEnded(
            ConnectionCommand command) {
        return switch (command) {
            case Open _ -> Decision.refused(ConnectionRefusal.ALREADY_OPEN);
            case End _, CloseUnanswered _, Review _ -> Decision.accepted();
            case Accept _, Configure _, Pause _, Resume _ ->
                    Decision.refused(ConnectionRefusal.ENDED);
        };
    }

    private static Decision<ConnectionEvent, ConnectionRefusal> configure(
            Configure command, Connected connected) {
        BuyerAffairs affairs = command.affairs();
        return switch (command.target()) {
            case Target.ToFlow _ when affairs.plan() != Plan.PAID ->
                    Decision.refused(ConnectionRefusal.FLOW_NOT_COVERED);
            case Target.ToFlow to when !affairs.has(to) ->
                    Decision.refused(ConnectionRefusal.UNKNOWN_FLOW);
            case Target.ToDestination to when !affairs.has(to) ->
                    Decision.refused(ConnectionRefusal.UNKNOWN_DESTINATION);
            // The source that stands for the seller in the flow stays the same one.
            case Target.ToFlow to when isAt(connected, to) -> review(affairs, connected);
            case Target.ToFlow to -> configured(to, affairs, connected);
            case Target.ToDestination to -> configured(to, affairs, connected);
        };
    }

    private static boolean isAt(Connected connected, Target.ToFlow wanted) {
        return connected.target().orElse(null) instanceof Target.ToFlow now
                && now.flowId().equals(wanted.flowId());
    }

    private static Decision<ConnectionEvent, ConnectionRefusal> configured(
            Target target, BuyerAffairs affairs, Connected connected) {
        List<ConnectionEvent> holds = holds(connected.holds(), target, affairs);
        List<ConnectionEvent> events = new ArrayList<>();
        // In this order no lead goes to where none is taken, not for a moment.
        holds.stream().filter(ConnectionPaused.class::isInstance).forEach(events::add);
        if (!connected.target().equals(Optional.of(target))) {
            events.add(new ConnectionConfigured(target));
        }
        holds.stream().filter(ConnectionResumed.class::isInstance).forEach(events::add);
        return Decision.accepted(events);
    }

    /**
     * Brings a connection in line with the buyer's affairs. A free buyer that has not said where it
     * takes its leads gets them at the one destination that it has. What somebody has chosen stays:
     * where it takes no leads any more they are held back until somebody chooses again, since
     * nobody else knows to whom another destination belongs.
     */
    private static Decision<ConnectionEvent, ConnectionRefusal> review(
            BuyerAffairs affairs, Connected connected) {
        Optional<Target> own = affairs.ownDestination();
        if (connected.target().isEmpty() && affairs.plan() == Plan.FREE && own.isPresent()) {
            return configured(own.get(), affairs, connected);
        }
        return Decision.accepted(
                connected
                        .target()
                        .map(target -> holds(connected.holds(), target, affairs))
                        .orElseGet(List::of));
    }

    private static boolean isDestination(Target target) {
        return target instanceof Target.ToDestination;
    }

    private static List<ConnectionEvent> holds(
            Set<Hold> standing, Target target, BuyerAffairs affairs) {
        List<ConnectionEvent> events = new ArrayList<>();
        for (Hold hold : Hold.values()) {
            if (Hold.OF_AFFAIRS.contains(hold)) {
                boolean due = isDue(hold, target, affairs);
                if (due && !standing.contains(hold)) {
                    events.add(new ConnectionPaused(hold, Optional.empty()));
                } else if (!due && standing.contains(hold)) {
                    events.add(new ConnectionResumed(hold));
                }
            }
        }
        return events;
    }

    private static boolean isDue(Hold hold, Target target, BuyerAffairs affairs) {
        return switch (hold) {
            case SELLER, BUYER -> false;
            case SUBSCRIPTION ->
                    affairs.plan() == Plan.NONE
                            || (affairs.plan() == Plan.FREE && !isDestination(target));
            case DESTINATION -> isDestination(target) && !affairs.takesAt(target);
            case FLOW -> !isDestination(target) && !affairs.takesAt(target);
        };
    }
}
