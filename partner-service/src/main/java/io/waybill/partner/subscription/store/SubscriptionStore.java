package io.waybill.partner.subscription.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.store.BuyerReviews;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import io.waybill.partner.subscription.Plan;
import io.waybill.partner.subscription.Subscription;
import io.waybill.partner.v1.SubscriptionChanged;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Carries out what changes an account's plan. Connections follow, see {@link BuyerReviews}. */
@Singleton
public final class SubscriptionStore {

    private final Transactions transactions;
    private final AccountFacts accounts;

    SubscriptionStore(Transactions transactions, AccountFacts accounts) {
        this.transactions = transactions;
        this.accounts = accounts;
    }

    /** The plan of an account that exists. */
    public Uni<Plan> plan(Mutiny.Session session, UUID account) {
        return session.find(SubscriptionRow.class, account)
                .chain(row ->
                        row == null
                                ? accounts.sells(session, account)
                                        .map(sells -> Subscription.atOpening(sells).plan())
                                : Uni.createFrom().item(planOf(row.plan)));
    }

    /**
     * Whether the account sells or has ever been able to: its destinations may be those of its
     * customers.
     */
    public Uni<Boolean> couldSell(Mutiny.Session session, UUID account) {
        return session.find(SubscriptionRow.class, account)
                .chain(row ->
                        row != null && row.couldSell
                                ? Uni.createFrom().item(true)
                                : accounts.sells(session, account));
    }

    public Uni<Plan> plan(UUID account) {
        return transactions.run(writing -> plan(writing.session(), account));
    }

    public Uni<Plan> change(UUID account, Plan wanted, String by) {
        return transactions.run(writing -> change(writing, account, wanted, by));
    }

    /**
     * The same as a part of a transaction that does more. Asked for a look first: of two who change
     * one plan at once, the later goes on from what the first has made of it.
     */
    public Uni<Plan> change(Writing writing, UUID account, Plan wanted, String by) {
        UUID stream = RecordIds.derived(account, "subscription/" + Subscription.PRODUCT);
        Mutiny.Session session = writing.session();
        return BuyerReviews.ask(session, account)
                .chain(() -> accounts.sells(session, account))
                .chain(sells ->
                        ReactiveEvents.load(session, stream)
                                .chain(events ->
                                        decide(
                                                writing,
                                                new At(account, stream, by, events.size()),
                                                folded(Subscription.atOpening(sells), events),
                                                wanted)))
                .replaceWith(wanted);
    }

    private record At(UUID account, UUID stream, String by, long version) {}

    private static Uni<Void> decide(Writing writing, At at, Subscription now, Plan wanted) {
        return switch (now.change(wanted)) {
            case Decision.Accepted<Subscription.PlanChanged, Subscription.Refusal>(var events)
                    when !events.isEmpty() ->
                    write(writing, at, now, events.getFirst().plan());
            case Decision<Subscription.PlanChanged, Subscription.Refusal> _ ->
                    Uni.createFrom().voidItem();
        };
    }

    private static Uni<Void> write(Writing writing, At at, Subscription before, Plan plan) {
        return writing.session()
                .find(SubscriptionRow.class, at.account)
                .chain(stored ->
                        writing.session()
                                .merge(row(writing, at, plan, couldSell(stored, before, plan))))
                .chain(() ->
                        writing.append(at.stream, at.version, List.of(record(writing, at, plan))));
    }

    private static boolean couldSell(
            @Nullable SubscriptionRow stored, Subscription before, Plan plan) {
        return plan == Plan.PAID
                || before.plan() == Plan.PAID
                || (stored != null && stored.couldSell);
    }

    private static SubscriptionRow row(Writing writing, At at, Plan plan, boolean couldSell) {
        SubscriptionRow row = new SubscriptionRow();
        row.accountId = at.account;
        row.plan = plan.text();
        row.changedAt = writing.now();
        row.couldSell = couldSell;
        return row;
    }

    private static OutboundRecord record(Writing writing, At at, Plan plan) {
        Scope scope = Scope.of(at.account, Correlation.current());
        return new OutboundRecord(
                Topic.PARTNER_EVENTS,
                at.account.toString(),
                SubscriptionChanged.newBuilder()
                        .setMeta(
                                Metas.of(
                                        scope,
                                        at.stream,
                                        at.version + 1,
                                        TimeOrderedIds.next(),
                                        writing.now()))
                        .setAccountId(at.account)
                        .setProduct(Subscription.PRODUCT)
                        .setPlan(plan.text())
                        .setBy(at.by)
                        .build());
    }

    private static Subscription folded(Subscription opening, List<SpecificRecord> events) {
        Subscription state = opening;
        for (SpecificRecord event : events) {
            if (event instanceof SubscriptionChanged changed) {
                state = state.evolve(new Subscription.PlanChanged(planOf(changed.getPlan())));
            }
        }
        return state;
    }

    /** A plan of a later build: what it does not cover stops with that build, and not here. */
    private static Plan planOf(String text) {
        return Plan.of(text).orElse(Plan.PAID);
    }
}
