package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.leadrun.kafka.v1.KnownConnection;
import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.Connection.Hold;
import io.waybill.flowengine.partner.Connection.Receiver;
import io.waybill.flowengine.partner.kafka.ConnectionEvents;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Records;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** The connections of a partition's accounts with buyers (store definition): p/<connection id>. */
final class ConnectionStore {

    private static final AvroState<KnownConnection> CONNECTIONS =
            new AvroState<>(KnownConnection.class, KnownConnection.getDecoder());

    private static final long FIRST = 1;

    private final KeyValueStore<String, byte[]> store;

    ConnectionStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /**
     * Takes an event of a connection. One that comes again, late, or from another account than the
     * first changes nothing. Neither does one of a connection whose beginning was not read: of a
     * part of what happened nobody can tell what is so.
     *
     * @return false for any other record
     */
    boolean take(SpecificRecord event) {
        Optional<UUID> id = ConnectionEvents.subject(event);
        id.ifPresent(connection -> take(connection, event));
        return id.isPresent();
    }

    private void take(UUID id, SpecificRecord event) {
        EventMeta meta = Records.meta(event);
        KnownConnection known = CONNECTIONS.read(store.get(key(id)));
        boolean follows =
                known == null
                        ? meta.getSequence() == FIRST
                        : meta.getSequence() > known.getSequence()
                                && known.getAccountId().equals(meta.getAccountId());
        if (follows) {
            Connection before = known == null ? Connection.opened(id) : connection(id, known);
            store.put(
                    key(id),
                    CONNECTIONS.bytes(
                            known(
                                    meta.getAccountId(),
                                    meta.getSequence(),
                                    ConnectionEvents.evolve(before, event))));
        }
    }

    /** Empty also for a connection of another account. */
    Optional<Connection> find(UUID accountId, UUID id) {
        return Optional.ofNullable(CONNECTIONS.read(store.get(key(id))))
                .filter(known -> known.getAccountId().equals(accountId))
                .map(known -> connection(id, known));
    }

    private static KnownConnection known(UUID account, long sequence, Connection connection) {
        KnownConnection.Builder known =
                KnownConnection.newBuilder()
                        .setAccountId(account)
                        .setSequence(sequence)
                        .setBuyerId(connection.buyer().orElse(null))
                        .setHolds(connection.holds().stream().map(Hold::word).sorted().toList())
                        .setEnded(connection.ended().orElse(null));
        switch (connection.receiver().orElse(null)) {
            case Receiver.ToDestination(UUID destination) -> known.setDestinationId(destination);
            case Receiver.ToFlow(UUID flow, UUID source) ->
                    known.setFlowId(flow).setSourceId(source);
            case null -> {}
        }
        return known.build();
    }

    private static Connection connection(UUID id, KnownConnection known) {
        return new Connection(
                id,
                Optional.ofNullable(known.getBuyerId()),
                ConnectionEvents.receiver(
                        known.getDestinationId(), known.getFlowId(), known.getSourceId()),
                known.getHolds().stream().map(Hold::new).collect(Collectors.toSet()),
                Optional.ofNullable(known.getEnded()));
    }

    private static String key(UUID id) {
        return "p/" + id;
    }
}
