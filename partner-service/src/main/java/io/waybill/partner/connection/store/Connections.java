package io.waybill.partner.connection.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.connection.ConnectionCommand;
import io.waybill.partner.connection.ConnectionCommand.Configure;
import io.waybill.partner.connection.ConnectionCommand.Review;
import io.waybill.partner.connection.ConnectionEvent;
import io.waybill.partner.connection.ConnectionRefusal;
import io.waybill.partner.connection.Side;
import io.waybill.partner.connection.Target;
import io.waybill.partner.store.BuyerReviews;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** What both sides do with a connection. A refusal comes as {@link ConnectionRefused}. */
@Singleton
public final class Connections {

    private static final String SYSTEM = "system";

    private final Transactions transactions;
    private final ConnectionStore connections;
    private final Buyers buyers;

    Connections(Transactions transactions, ConnectionStore connections, Buyers buyers) {
        this.transactions = transactions;
        this.connections = connections;
        this.buyers = buyers;
    }

    /** An account, and who acts for it. */
    public record Party(UUID accountId, String by) {}

    /**
     * Does what either side may do.
     *
     * @param command of the side on which the account stands
     */
    public Uni<Void> act(Party party, UUID connection, Function<Side, ConnectionCommand> command) {
        return transactions.run(writing ->
                ofParty(writing.session(), party, connection)
                        .chain(row ->
                                execute(
                                        writing,
                                        row,
                                        party.by,
                                        command.apply(
                                                row.sellerId.equals(party.accountId)
                                                        ? Side.SELLER
                                                        : Side.BUYER))));
    }

    /** The buyer takes the leads at one of its destinations from now on. */
    public Uni<Void> toDestination(Party buyer, UUID connection, UUID destination) {
        return configure(buyer, connection, destination, new Target.ToDestination(destination));
    }

    /** The buyer takes the leads into one of its flows from now on. */
    public Uni<Void> toFlow(Party buyer, UUID connection, UUID flow) {
        return configure(buyer, connection, flow, new Target.ToFlow(flow, TimeOrderedIds.next()));
    }

    /**
     * The buyer may be changing at this moment, unseen by this transaction: it is looked at after.
     */
    private Uni<Void> configure(Party buyer, UUID connection, UUID place, Target target) {
        return transactions.run(writing ->
                BuyerReviews.ask(writing.session(), buyer.accountId)
                        .chain(() -> ofBuyer(writing.session(), buyer, connection))
                        .chain(row ->
                                buyers.affairs(
                                                writing.session(),
                                                buyer.accountId,
                                                Optional.of(place))
                                        .chain(affairs ->
                                                execute(
                                                        writing,
                                                        row,
                                                        buyer.by,
                                                        new Configure(target, affairs)))));
    }

    /** Looks at all connections of a buyer again, after something has changed with it. */
    public Uni<Void> review(UUID buyer) {
        return transactions.run(writing ->
                BuyerReviews.taken(writing.session(), buyer)
                        .chain(taken ->
                                taken
                                        ? open(writing.session(), buyer)
                                        : Uni.createFrom().item(List.<UUID>of()))
                        .chain(ids -> review(writing, buyer, ids)));
    }

    private Uni<Void> review(Writing writing, UUID buyer, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> review(writing, buyer, id))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> review(Writing writing, UUID buyer, UUID id) {
        return locked(writing.session(), id)
                .chain(row ->
                        buyers.affairs(writing.session(), buyer, row.place())
                                .chain(affairs ->
                                        execute(writing, row, SYSTEM, new Review(affairs))));
    }

    private Uni<Void> execute(
            Writing writing, ConnectionRow row, String by, ConnectionCommand command) {
        return connections
                .execute(writing, row.id, by, command)
                .invoke(Connections::check)
                .replaceWithVoid();
    }

    private static Uni<List<UUID>> open(Mutiny.Session session, UUID buyer) {
        return session.createSelectionQuery(
                        "select id from ConnectionRow where buyerId = :buyer and endedAt is null"
                                + " order by id",
                        UUID.class)
                .setParameter("buyer", buyer)
                .getResultList();
    }

    private static Uni<ConnectionRow> ofParty(Mutiny.Session session, Party party, UUID id) {
        return locked(session, id)
                .invoke(row -> {
                    if (row == null || !row.concerns(party.accountId)) {
                        throw new ConnectionRefused(ConnectionRefusal.UNKNOWN);
                    }
                });
    }

    private static Uni<ConnectionRow> ofBuyer(Mutiny.Session session, Party buyer, UUID id) {
        return locked(session, id)
                .invoke(row -> {
                    if (row == null || !buyer.accountId.equals(row.buyerId)) {
                        throw new ConnectionRefused(ConnectionRefusal.UNKNOWN);
                    }
                });
    }

    /** Read when it is locked: a row that was read before may be of another time. */
    private static Uni<ConnectionRow> locked(Mutiny.Session session, UUID id) {
        return session.find(ConnectionRow.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private static void check(Decision<ConnectionEvent, ConnectionRefusal> decision) {
        if (decision instanceof Decision.Refused<ConnectionEvent, ConnectionRefusal>(var refusal)) {
            throw new ConnectionRefused(refusal);
        }
    }
}
