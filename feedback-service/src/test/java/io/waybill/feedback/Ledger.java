package io.waybill.feedback;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.eventsourcing.EventIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.flow.v1.StepSettled;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What engine and delivery would write, and what feedback-service has written. */
final class Ledger {

    /** The source of all leads. */
    static final UUID SOURCE = UUID.fromString("0199a1f0-0000-7000-8000-00000000504c");

    private final RealServers servers;

    Ledger(RealServers servers) {
        this.servers = servers;
    }

    /** A delivery that is not written anywhere yet. */
    static Delivery delivery() {
        UUID lead = UUID.randomUUID();
        UUID eventId = EventIds.of(new byte[32], lead, "step", 1);
        return new Delivery(eventId, lead, UUID.randomUUID(), DataKey.random());
    }

    record Delivery(UUID eventId, UUID leadId, UUID sellerId, DataKey key) {}

    /** A delivery whose step takes both types, and its lead's key. */
    Delivery accepted() {
        Delivery delivery = delivery();
        accepted(delivery, true);
        keyLive(delivery);
        return delivery;
    }

    void accepted(Delivery delivery, boolean takesFeedback) {
        accepted(delivery, takesFeedback, Instant.now());
    }

    void accepted(Delivery delivery, boolean takesFeedback, Instant at) {
        accepted(
                delivery,
                """
                {"steps": [{"type": "recipient", "id": "step", "name": "Acme Solar", "feedback": {
                  "return": {"enabled": %1$s, "max_age_days": 7},
                  "conversion": {"enabled": %1$s}}}]}
                """
                        .formatted(takesFeedback),
                at);
        settled(delivery, new BigDecimal("0.0000"));
    }

    /** A delivery of a version with this definition, and the version. */
    void accepted(Delivery delivery, String definition, Instant at) {
        UUID flow = UUID.randomUUID();
        FlowVersionPublished version =
                FlowVersionPublished.newBuilder()
                        .setMeta(meta(delivery, flow, at))
                        .setFlowId(flow)
                        .setVersion(1)
                        .setName("Solar")
                        .setCurrency("USD")
                        .setZone("America/New_York")
                        .setRespondWithinMillis(30_000)
                        .setSources(List.of())
                        .setDefinition(definition)
                        .build();
        send(Topic.FLOW_VERSIONS, flow, version);
        DeliveryAccepted event =
                DeliveryAccepted.newBuilder()
                        .setMeta(meta(delivery, delivery.eventId(), at))
                        .setLeadId(delivery.leadId())
                        .setStepId("step")
                        .setFlowId(flow)
                        .setFlowVersion(1)
                        .setSourceId(SOURCE)
                        .setStepName("Acme Solar")
                        .setRun(1)
                        .setLeadReceivedAt(at)
                        .setSettleBy(at.plusSeconds(30))
                        .setSalePrice(new BigDecimal("12.5000"))
                        .setCurrency("USD")
                        .setReturnEnabled(true)
                        .setReturnMaxAgeDays(null)
                        .setConversionEnabled(true)
                        .build();
        send(Topic.DELIVERY_ATTEMPTS, delivery.eventId(), event);
    }

    /** The lead as the engine has it, and what its delivery earned and it cost. */
    void sold(Delivery delivery, String data, BigDecimal revenue, BigDecimal cost) {
        received(delivery, data);
        settled(delivery, revenue);
        completed(delivery, revenue, cost);
    }

    void received(Delivery delivery, String data) {
        EventMeta first = meta(delivery, delivery.leadId(), Instant.now());
        LeadReceived received =
                LeadReceived.newBuilder()
                        .setMeta(first)
                        .setFlowId(UUID.randomUUID())
                        .setFlowVersion(1)
                        .setSourceId(SOURCE)
                        .setReceivedAt(Instant.now())
                        .setRandom(1)
                        .setData(
                                delivery.key()
                                        .sealText(
                                                delivery.leadId(),
                                                first.getRecordId(),
                                                "LeadReceived.data",
                                                data))
                        .setEarlierRuns(List.of())
                        .build();
        send(Topic.FLOW_LEADS, delivery.leadId(), received);
    }

    /** The lead has its outcome. */
    void completed(Delivery delivery, BigDecimal revenue, BigDecimal cost) {
        LeadCompleted completed =
                LeadCompleted.newBuilder()
                        .setMeta(next(delivery, 3))
                        .setOutcome(Outcome.SUCCESS)
                        .setPrice(cost)
                        .setRevenue(revenue)
                        .setCurrency("USD")
                        .setCost(cost)
                        .setMargin(revenue.subtract(cost))
                        .build();
        send(Topic.FLOW_LEADS, delivery.leadId(), completed);
    }

    /** Somebody has said that the buyer of an uncertain sale has the lead. */
    void reconciled(Delivery delivery, BigDecimal revenue) {
        send(
                Topic.FLOW_LEADS,
                delivery.leadId(),
                SaleReconciled.newBuilder()
                        .setMeta(next(delivery, 3))
                        .setEventId(delivery.eventId())
                        .setFlowId(UUID.randomUUID())
                        .setSourceId(SOURCE)
                        .setStepId("step")
                        .setLeadReceivedAt(Instant.now())
                        .setOutcome(Outcome.SUCCESS)
                        .setRevenue(revenue)
                        .setLeadCounts(false)
                        .build());
    }

    /** What the delivery earned. */
    void settled(Delivery delivery, BigDecimal revenue) {
        StepSettled settled =
                StepSettled.newBuilder()
                        .setMeta(next(delivery, 2))
                        .setStepId("step")
                        .setEventId(delivery.eventId())
                        .setOutcome(Outcome.SUCCESS)
                        .setCertain(true)
                        .setRevenue(revenue)
                        .setCurrency("USD")
                        .build();
        send(Topic.FLOW_LEADS, delivery.leadId(), settled);
    }

    private static EventMeta next(Delivery delivery, long sequence) {
        return EventMeta.newBuilder(meta(delivery, delivery.leadId(), Instant.now()))
                .setSequence(sequence)
                .build();
    }

    void keyLive(Delivery delivery) {
        WrappedKey wrapped = MasterKeys.load(servers.masterKeys()).wrap(delivery.key());
        LeadKeyLive event =
                LeadKeyLive.newBuilder()
                        .setMeta(meta(delivery, delivery.leadId(), Instant.now()))
                        .setWrappedKey(wrapped.bytes())
                        .setMasterKeyId(wrapped.masterKeyId())
                        .build();
        send(Topic.FLOW_KEYS, delivery.leadId(), event);
    }

    void keyErased(Delivery delivery) {
        LeadKeyErased event =
                LeadKeyErased.newBuilder()
                        .setMeta(meta(delivery, delivery.leadId(), Instant.now()))
                        .setErasedAt(Instant.now())
                        .setRequestId(UUID.randomUUID())
                        .build();
        send(Topic.FLOW_KEYS, delivery.leadId(), event);
    }

    /** All feedback events on the event id, in the order of the topic. */
    List<SpecificRecord> feedbackOn(UUID eventId) {
        return read(Topic.FEEDBACK_EVENTS, (key, _) -> key.equals(eventId.toString()));
    }

    /** What delivery was asked for about a lead. */
    List<SpecificRecord> askedOf(UUID leadId) {
        return read(
                Topic.DELIVERY_REQUESTS,
                (_, value) ->
                        value instanceof DeliverLead asked && asked.getLeadId().equals(leadId));
    }

    private List<SpecificRecord> read(Topic topic, BiPredicate<String, SpecificRecord> wanted) {
        return TopicReader.read(servers.kafka().bootstrapServers(), topic, wanted);
    }

    static EventMeta meta(Delivery delivery, UUID stream, Instant at) {
        return EventMeta.newBuilder()
                .setRecordId(UUID.randomUUID())
                .setStreamId(stream)
                .setSequence(1)
                .setOccurredAt(at)
                .setAccountId(delivery.sellerId())
                .setLane(delivery.sellerId().toString())
                .setCorrelationId(UUID.randomUUID())
                .setTest(false)
                .build();
    }

    void send(Topic topic, UUID key, SpecificRecord event) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers.kafka().bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new OutboundRecord(topic, key.toString(), event)
                                    .toProducerRecord(RealServers.PARTITIONS))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the record was not written", e);
        }
    }
}
