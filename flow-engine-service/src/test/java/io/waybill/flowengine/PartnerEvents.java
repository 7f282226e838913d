package io.waybill.flowengine;

import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.ConnectionAccepted;
import io.waybill.partner.v1.ConnectionConfigured;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.partner.v1.ConnectionOpened;
import io.waybill.partner.v1.SubscriptionChanged;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.ProducedRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** What partner-service tells of one connection, in its order. */
record PartnerEvents(ProducedRecords produced, UUID connection, UUID seller, UUID buyer) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String BY = "user:x";

    PartnerEvents(ProducedRecords produced, UUID seller, UUID buyer) {
        this(produced, UUID.randomUUID(), seller, buyer);
    }

    void invited() {
        send(
                ConnectionOpened.newBuilder()
                        .setMeta(meta(connection, 1))
                        .setConnectionId(connection)
                        .setInvitationId(UUID.randomUUID())
                        .setOfferedFields(List.of("email", "state"))
                        .setInviteeName(sealed())
                        .setBy(BY)
                        .build());
    }

    void accepted() {
        send(
                ConnectionAccepted.newBuilder()
                        .setMeta(shared(2))
                        .setConnectionId(connection)
                        .setInvitationId(UUID.randomUUID())
                        .setBuyerId(buyer)
                        .setBuyerName(sealed())
                        .setBuyerKind("free")
                        .setBy(BY)
                        .build());
    }

    /** The buyer takes leads at a destination. */
    void configured(UUID destination) {
        send(
                ConnectionConfigured.newBuilder()
                        .setMeta(shared(3))
                        .setConnectionId(connection)
                        .setBuyerKind("free")
                        .setDestinationId(destination)
                        .setBy(BY)
                        .build());
    }

    /** The buyer takes leads in a flow. */
    void configured(UUID flow, UUID source) {
        send(
                ConnectionConfigured.newBuilder()
                        .setMeta(shared(3))
                        .setConnectionId(connection)
                        .setBuyerKind("paid")
                        .setFlowId(flow)
                        .setSourceId(source)
                        .setBy(BY)
                        .build());
    }

    void ended(long sequence, String cause) {
        send(
                ConnectionEnded.newBuilder()
                        .setMeta(meta(connection, sequence))
                        .setConnectionId(connection)
                        .setCause(cause)
                        .setBy(BY)
                        .build());
    }

    /** What the seller pays for from now on. */
    void plan(String plan) {
        send(
                SubscriptionChanged.newBuilder()
                        .setMeta(meta(UUID.randomUUID(), 1))
                        .setAccountId(seller)
                        .setProduct("leads")
                        .setPlan(plan)
                        .setBy(BY)
                        .build());
    }

    private EventMeta shared(long sequence) {
        return EventMeta.newBuilder(meta(connection, sequence)).setCounterpartyId(buyer).build();
    }

    private EventMeta meta(UUID stream, long sequence) {
        return EventMeta.newBuilder()
                .setRecordId(UUID.randomUUID())
                .setStreamId(stream)
                .setSequence(sequence)
                .setOccurredAt(Instant.now())
                .setAccountId(seller)
                .setLane(seller.toString())
                .setCorrelationId(UUID.randomUUID())
                .setTest(false)
                .build();
    }

    private static ByteBuffer sealed() {
        return ByteBuffer.wrap(new byte[] {1});
    }

    private void send(SpecificRecord event) {
        produced.send(new OutboundRecord(Topic.PARTNER_EVENTS, seller.toString(), event))
                .await()
                .atMost(LIMIT);
    }
}
