package io.waybill.partner.invitation.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.connection.ConnectionCommand;
import io.waybill.partner.connection.ConnectionEvent;
import io.waybill.partner.connection.ConnectionRefusal;
import io.waybill.partner.connection.Target;
import io.waybill.partner.connection.store.Buyers;
import io.waybill.partner.connection.store.ConnectionRefused;
import io.waybill.partner.connection.store.ConnectionStore;
import io.waybill.partner.store.BuyerReviews;
import io.waybill.partner.store.Writing;
import io.waybill.partner.subscription.Plan;
import io.waybill.partner.subscription.store.SubscriptionStore;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * What follows for buyer and connection when an invitation is accepted: an account without the
 * product gets the free plan, a free one is connected to its destination, a paying one to the flow
 * that it chooses.
 */
@Singleton
final class Acceptance {

    private final SubscriptionStore subscriptions;
    private final AccountFacts accounts;
    private final Buyers buyers;
    private final ConnectionStore connections;

    Acceptance(
            SubscriptionStore subscriptions,
            AccountFacts accounts,
            Buyers buyers,
            ConnectionStore connections) {
        this.subscriptions = subscriptions;
        this.accounts = accounts;
        this.buyers = buyers;
        this.connections = connections;
    }

    /**
     * Who accepts.
     *
     * @param flow where a paying buyer wants the leads; it may say so later
     */
    record Buyer(UUID accountId, String by, Optional<UUID> flow) {}

    /**
     * The buyer may be changing at this moment, unseen by this transaction: it is looked at after.
     */
    Uni<Void> follow(Writing writing, UUID connection, Buyer buyer) {
        return BuyerReviews.ask(writing.session(), buyer.accountId)
                .chain(() -> withPlan(writing, buyer))
                .chain(() -> accounts.name(writing.session(), buyer.accountId))
                .chain(name ->
                        buyers.affairs(writing.session(), buyer.accountId, buyer.flow)
                                .map(affairs ->
                                        new ConnectionCommand.Accept(
                                                buyer.accountId, name, target(buyer), affairs)))
                .chain(command -> connections.execute(writing, connection, buyer.by, command))
                .invoke(Acceptance::check)
                .replaceWithVoid();
    }

    private Uni<Plan> withPlan(Writing writing, Buyer buyer) {
        return subscriptions
                .plan(writing.session(), buyer.accountId)
                .chain(plan ->
                        plan == Plan.NONE
                                ? subscriptions.change(
                                        writing, buyer.accountId, Plan.FREE, buyer.by)
                                : Uni.createFrom().item(plan));
    }

    private static Optional<Target.ToFlow> target(Buyer buyer) {
        return buyer.flow.map(flow -> new Target.ToFlow(flow, TimeOrderedIds.next()));
    }

    private static void check(Decision<ConnectionEvent, ConnectionRefusal> decision) {
        if (decision instanceof Decision.Refused<ConnectionEvent, ConnectionRefusal>(var refusal)) {
            throw new ConnectionRefused(refusal);
        }
    }
}
