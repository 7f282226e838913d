package io.waybill.partner.connection.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.account.store.AccountFacts.Named;
import io.waybill.partner.connection.Connection;
import io.waybill.partner.connection.ConnectionCommand;
import io.waybill.partner.connection.ConnectionCommand.Open;
import io.waybill.partner.connection.ConnectionDecider;
import io.waybill.partner.connection.ConnectionEvent;
import io.waybill.partner.connection.ConnectionEvent.ConnectionEnded;
import io.waybill.partner.connection.ConnectionRefusal;
import io.waybill.partner.connection.EndCause;
import io.waybill.partner.store.PersonKeys;
import io.waybill.partner.store.Writing;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Carries out commands on connections as parts of larger transactions. Their events stand in the
 * seller's lane, whoever did it.
 */
@Singleton
public final class ConnectionStore {

    private final PersonKeys keys;
    private final AccountFacts accounts;
    private final SellerMails mails;

    ConnectionStore(PersonKeys keys, AccountFacts accounts, SellerMails mails) {
        this.keys = keys;
        this.accounts = accounts;
        this.mails = mails;
    }

    /** Opens a connection whose invitation has its key already. */
    public Uni<Void> open(Writing writing, String by, Open command) {
        ConnectionRow row = new ConnectionRow();
        row.openedBy = by;
        At at = new At(row, command.invitationId(), by, History.NOTHING);
        return done(writing, at, command).replaceWithVoid();
    }

    /**
     * Does a command on a connection that exists, which is locked until the end of the transaction:
     * all of its row is written, so that nobody may change it meanwhile. Whoever asks for a look at
     * the buyer does so before.
     */
    public Uni<Decision<ConnectionEvent, ConnectionRefusal>> execute(
            Writing writing, UUID connection, String by, ConnectionCommand command) {
        return writing.session()
                .find(ConnectionRow.class, connection, LockModeType.PESSIMISTIC_WRITE)
                .chain(row ->
                        ReactiveEvents.load(writing.session(), connection)
                                .chain(events -> done(writing, at(row, by, events), command)));
    }

    /** A connection at the version at which a command meets it. */
    private record At(ConnectionRow row, UUID invitationId, String by, History history) {

        long version() {
            return history.version;
        }
    }

    /**
     * What has become of a connection.
     *
     * @param everReady whether leads could ever go over it
     */
    private record History(Connection state, boolean everReady, long version) {

        static final History NOTHING = new History(new Connection.Unopened(), false, 0);

        History with(ConnectionEvent event) {
            Connection next = Connection.evolve(state, event);
            boolean ready = next instanceof Connection.Connected now && now.takesLeads();
            return new History(next, everReady || ready, version + 1);
        }

        History withUnknown() {
            return new History(state, everReady, version + 1);
        }
    }

    private static At at(ConnectionRow row, String by, List<SpecificRecord> events) {
        History history = History.NOTHING;
        for (SpecificRecord event : events) {
            History before = history;
            history =
                    ConnectionRecords.toEvent(event)
                            .map(before::with)
                            .orElseGet(before::withUnknown);
        }
        return new At(row, row.invitationId, by, history);
    }

    private Uni<Decision<ConnectionEvent, ConnectionRefusal>> done(
            Writing writing, At at, ConnectionCommand command) {
        Decision<ConnectionEvent, ConnectionRefusal> decision =
                ConnectionDecider.decide(command, at.history.state());
        if (!(decision instanceof Decision.Accepted<ConnectionEvent, ConnectionRefusal>(var events))
                || events.isEmpty()) {
            return Uni.createFrom().item(decision);
        }
        return keys.of(writing.session(), at.invitationId)
                .chain(key -> write(writing, at, key, events))
                .replaceWith(decision);
    }

    private Uni<Void> write(Writing writing, At at, DataKey key, List<ConnectionEvent> events) {
        events.forEach(event -> at.row.take(event, writing.now(), key));
        return (at.version() == 0 ? writing.session().persist(at.row) : Uni.createFrom().voidItem())
                .chain(() -> hand(writing, at, key))
                .call(hand ->
                        writing.append(at.row.id, at.version(), records(writing, at, hand, events)))
                .chain(hand -> tell(writing, at, hand, events));
    }

    private Uni<Void> tell(
            Writing writing, At at, ConnectionRecords.Hand hand, List<ConnectionEvent> events) {
        Optional<ConnectionEnded> end =
                events.stream()
                        .filter(ConnectionEnded.class::isInstance)
                        .map(ConnectionEnded.class::cast)
                        .findFirst();
        Optional<String> reason = end.flatMap(ConnectionEnded::reason);
        boolean bySeller = end.filter(e -> e.cause() == EndCause.SELLER).isPresent();
        return mails.tell(writing, at.row, hand.key(), news(at.history, events), reason)
                .chain(() ->
                        bySeller
                                ? mails.tellBuyer(writing, at.row, hand.seller().name(), reason)
                                : Uni.createFrom().voidItem());
    }

    private Uni<ConnectionRecords.Hand> hand(Writing writing, At at, DataKey key) {
        return accounts.named(writing.session(), at.row.sellerId)
                .chain(seller ->
                        buyer(writing, at.row)
                                .map(buyer ->
                                        new ConnectionRecords.Hand(
                                                at.row, key, seller, buyer, at.by)));
    }

    private Uni<Optional<Named>> buyer(Writing writing, ConnectionRow row) {
        UUID buyer = row.buyerId;
        return buyer == null
                ? Uni.createFrom().item(Optional.empty())
                : accounts.named(writing.session(), buyer).map(Optional::of);
    }

    /** What the seller is written about; that its partner is ready, when leads can go for once. */
    private static List<SellerMails.News> news(History before, List<ConnectionEvent> events) {
        List<SellerMails.News> news = new ArrayList<>();
        History now = before;
        for (ConnectionEvent event : events) {
            History next = now.with(event);
            if (event instanceof ConnectionEvent.ConnectionAccepted) {
                news.add(SellerMails.News.ACCEPTED);
            }
            if (next.everReady && !now.everReady) {
                news.add(SellerMails.News.CONFIGURED);
            }
            if (event instanceof ConnectionEnded ended) {
                SellerMails.News.of(ended.cause()).ifPresent(news::add);
            }
            now = next;
        }
        return news;
    }

    private static List<OutboundRecord> records(
            Writing writing, At at, ConnectionRecords.Hand hand, List<ConnectionEvent> events) {
        ConnectionRow row = at.row;
        Scope scope =
                new Scope(
                        row.sellerId,
                        row.buyerId,
                        row.sellerId.toString(),
                        Correlation.current(),
                        false);
        List<OutboundRecord> records = new ArrayList<>();
        for (ConnectionEvent event : events) {
            long sequence = at.version() + records.size() + 1;
            var meta = Metas.of(scope, row.id, sequence, TimeOrderedIds.next(), writing.now());
            records.add(
                    new OutboundRecord(
                            Topic.PARTNER_EVENTS,
                            row.sellerId.toString(),
                            ConnectionRecords.toRecord(event, meta, hand)));
        }
        return records;
    }
}
