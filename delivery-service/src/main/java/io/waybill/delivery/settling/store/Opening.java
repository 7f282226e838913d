package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.Delivery;
import io.waybill.delivery.settling.DeliveryCommand;
import io.waybill.delivery.settling.DeliveryDecider;
import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.Refusal;
import io.waybill.delivery.settling.store.Consignment.Facts;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.eventsourcing.Decision;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Makes a delivery of a request: accepted, and as far as it comes at once. */
@Singleton
final class Opening {

    private final DeliveryDecider decider;
    private final DeliveryRequests requests;
    private final DeliveryRecords records;
    private final InstantSource clock;
    private final UUID owner;

    /** A delivery that counts once its row is inserted. */
    record Opened(Consignment consignment, Prepared prepared, NewRow row) {}

    @Inject
    Opening(
            DeliveryDecider decider,
            DeliveryRequests requests,
            DeliveryRecords records,
            InstantSource clock,
            Lease lease) {
        this.decider = decider;
        this.requests = requests;
        this.records = records;
        this.clock = clock;
        this.owner = lease.owner();
    }

    /**
     * @param withheld why it must not be sent although it could be
     * @param tryTakeTurn whether it may be sent at once
     */
    Opened open(Request incoming, Optional<String> withheld, Predicate<Consignment> tryTakeTurn) {
        Instant now = clock.instant();
        // Counted from here: a request that waited for the engine or for us has its whole time.
        Instant settleBy = now.plusMillis(incoming.request().getSettleWithinMillis());
        Facts facts = requests.facts(incoming.request(), incoming.position(), settleBy);
        Prepared prepared = requests.prepare(incoming.request());
        Consignment consignment =
                new Consignment(
                        facts, lane(incoming.request(), prepared), new Delivery.Unrequested(), 0);
        List<DeliveryEvent> events = new ArrayList<>();
        apply(consignment, events, new DeliveryCommand.Accept(facts.terms()));
        if (withheld.isPresent()) {
            apply(consignment, events, new DeliveryCommand.GiveUp(withheld.get(), false));
        } else if (prepared instanceof Prepared.Broken(String reason)) {
            apply(consignment, events, new DeliveryCommand.GiveUp(reason));
        } else if (!decider.mayStart(facts.terms(), now)) {
            apply(consignment, events, new DeliveryCommand.ReachDeadline(now));
        } else if (tryTakeTurn.test(consignment)) {
            apply(consignment, events, new DeliveryCommand.StartAttempt(now));
        }
        Change change = records.change(consignment, events, now, incoming.request());
        DeliverLead request = incoming.request();
        NewRow row = new NewRow(change, request, DeliveryRequests.encode(request), owner, now);
        return new Opened(consignment, prepared, row);
    }

    /** A delivery that was taken over; empty where this build cannot read its request. */
    Optional<Consignment> reopen(ClaimedRow row) {
        byte[] stored = row.request();
        return stored == null
                ? Optional.empty()
                : requests.decode(stored).map(request -> reopen(row, request));
    }

    private Consignment reopen(ClaimedRow row, DeliverLead request) {
        Facts facts = requests.facts(request, row.position(), row.settleBy());
        return new Consignment(
                facts, row.lane(), row.row().delivery(facts.terms()), row.row().sequence());
    }

    private void apply(
            Consignment consignment, List<DeliveryEvent> events, DeliveryCommand command) {
        switch (decider.decide(consignment.after(events), command)) {
            case Decision.Accepted<DeliveryEvent, Refusal>(List<DeliveryEvent> more) ->
                    events.addAll(more);
            case Decision.Refused<DeliveryEvent, Refusal>(Refusal refusal) ->
                    throw new IllegalStateException("A new delivery refuses: " + refusal);
        }
    }

    private static Lane lane(DeliverLead request, Prepared prepared) {
        return new Lane(
                Agreements.destinationId(request),
                prepared instanceof Prepared.Ready ready ? ready.destination() : "");
    }
}
