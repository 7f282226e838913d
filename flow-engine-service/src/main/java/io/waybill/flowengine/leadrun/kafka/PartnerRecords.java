package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.ConnectionRead;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.Connection.Receiver;
import io.waybill.flowengine.partner.kafka.ConnectionEvents;
import io.waybill.meta.v1.EventMeta;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What was read of connections, as records of the lead's stream and back. */
final class PartnerRecords {

    private PartnerRecords() {}

    /** The buyer may see such a line: it is the other party of the connection. */
    static ConnectionRead of(EventMeta meta, LeadRunEvent.ConnectionRead event) {
        Optional<Connection> connection = event.connection();
        UUID buyer = connection.flatMap(Connection::buyer).orElse(null);
        ConnectionRead.Builder record =
                ConnectionRead.newBuilder()
                        .setMeta(EventMeta.newBuilder(meta).setCounterpartyId(buyer).build())
                        .setStepId(event.stepId())
                        .setConnectionId(event.connectionId())
                        .setKnown(connection.isPresent())
                        .setBuyerId(buyer)
                        .setEnded(connection.flatMap(Connection::ended).orElse(null))
                        .setHolds(
                                connection.map(Connection::holds).orElse(Set.of()).stream()
                                        .map(Connection.Hold::word)
                                        .sorted()
                                        .toList());
        switch (connection.flatMap(Connection::receiver).orElse(null)) {
            case Receiver.ToDestination(UUID destination) -> record.setDestinationId(destination);
            case Receiver.ToFlow(UUID flow, UUID source) ->
                    record.setFlowId(flow).setSourceId(source);
            case null -> {}
        }
        return record.build();
    }

    static LeadRunEvent.ConnectionRead event(ConnectionRead record) {
        return new LeadRunEvent.ConnectionRead(
                record.getStepId(),
                record.getConnectionId(),
                record.getKnown() ? Optional.of(connection(record)) : Optional.empty());
    }

    private static Connection connection(ConnectionRead record) {
        return new Connection(
                record.getConnectionId(),
                Optional.ofNullable(record.getBuyerId()),
                ConnectionEvents.receiver(
                        record.getDestinationId(), record.getFlowId(), record.getSourceId()),
                record.getHolds().stream().map(Connection.Hold::new).collect(Collectors.toSet()),
                Optional.ofNullable(record.getEnded()));
    }
}
