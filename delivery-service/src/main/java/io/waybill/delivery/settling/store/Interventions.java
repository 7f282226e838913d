package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.DeliveryCommand;
import io.waybill.delivery.settling.DeliveryCommand.Reconcile;
import io.waybill.delivery.settling.DeliveryCommand.Redeliver;
import io.waybill.delivery.settling.DeliveryDecider;
import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.Refusal;
import io.waybill.eventsourcing.Decision;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What people do with deliveries that are settled: each in one transaction, with its event. Nobody
 * has such a row in hand; where a process does, an attempt is about to be made.
 */
@Singleton
public final class Interventions {

    private final DeliveryDecider decider;
    private final Opening opening;
    private final DeliveryRecords records;
    private final Transactions transactions;
    private final Afterwards afterwards;

    /** What came of it. */
    public sealed interface Answer {

        /**
         * @param changed false where it was so before
         */
        record Done(boolean changed) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}

        /** The account has no such delivery. */
        record Unknown() implements Answer {}
    }

    /** What follows a change that was committed, and the clock. */
    @Singleton
    static final class Afterwards {

        private final RelayLifecycle relay;
        private final Schedule schedule;
        private final InstantSource clock;

        @Inject
        Afterwards(RelayLifecycle relay, Schedule schedule, InstantSource clock) {
            this.relay = relay;
            this.schedule = schedule;
            this.clock = clock;
        }

        void wake() {
            relay.wake();
            schedule.wake();
        }
    }

    @Inject
    Interventions(
            DeliveryDecider decider,
            Opening opening,
            DeliveryRecords records,
            Transactions transactions,
            Afterwards afterwards) {
        this.decider = decider;
        this.opening = opening;
        this.records = records;
        this.transactions = transactions;
        this.afterwards = afterwards;
    }

    /** Has a delivery sent again, soon; one that is about to be sent is left as it is. */
    public Answer redeliver(UUID account, UUID eventId, String by) throws SQLException {
        Answer answer =
                transactions.once((connection, _) -> redeliver(connection, account, eventId, by));
        afterwards.wake();
        return answer;
    }

    Answer redeliver(Connection connection, UUID account, UUID eventId, String by)
            throws SQLException {
        Redeliver redeliver = new Redeliver(afterwards.clock.instant(), by);
        return decide(connection, account, eventId, redeliver);
    }

    /** Says what became of a delivery of which that was not known. */
    public Answer reconcile(UUID account, UUID eventId, Reconcile known) throws SQLException {
        Answer answer =
                transactions.once((connection, _) -> decide(connection, account, eventId, known));
        afterwards.wake();
        return answer;
    }

    void wake() {
        afterwards.wake();
    }

    /** Ends what is still to be sent; of one that a process has in hand nothing is changed. */
    Answer giveUp(Connection connection, UUID account, UUID eventId, String why)
            throws SQLException {
        return decide(connection, account, eventId, new DeliveryCommand.GiveUp(why));
    }

    private Answer decide(
            Connection connection, UUID account, UUID eventId, DeliveryCommand command)
            throws SQLException {
        Optional<ClaimedRow> row = Claims.locked(connection, account, eventId);
        if (row.isEmpty()) {
            return new Answer.Unknown();
        }
        if (command instanceof Redeliver
                && (row.get().superseded()
                        || Claims.isDeliveredByAnotherRun(connection, eventId))) {
            return new Answer.Refused(Refusal.DELIVERED_ANEW);
        }
        Optional<Consignment> reopened = opening.reopen(row.get());
        if (reopened.isEmpty()) {
            return new Answer.Refused(gone(row.get(), command));
        }
        Consignment consignment = reopened.get();
        return switch (decider.decide(consignment.state(), command)) {
            case Decision.Refused<DeliveryEvent, Refusal>(Refusal refusal) ->
                    new Answer.Refused(refusal);
            case Decision.Accepted<DeliveryEvent, Refusal>(List<DeliveryEvent> events)
                    when events.isEmpty() ->
                    new Answer.Done(false);
            case Decision.Accepted<DeliveryEvent, Refusal>(List<DeliveryEvent> events) ->
                    write(connection, consignment, events);
        };
    }

    /** What is taken is not kept. */
    private static Refusal gone(ClaimedRow row, DeliveryCommand command) {
        if (!row.row().taken()) {
            return Refusal.NOTHING_TO_DELIVER;
        }
        return command instanceof Reconcile ? Refusal.ALREADY_KNOWN : Refusal.ALREADY_TAKEN;
    }

    private Answer write(Connection connection, Consignment consignment, List<DeliveryEvent> events)
            throws SQLException {
        Change change = records.change(consignment, events, afterwards.clock.instant(), null);
        if (!DeliveryTable.update(connection, null, List.of(change))[0]) {
            return new Answer.Refused(Refusal.ALREADY_SENDING);
        }
        DeliveryTable.enqueue(connection, change.records());
        return new Answer.Done(true);
    }
}
