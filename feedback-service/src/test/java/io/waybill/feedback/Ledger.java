package io.waybill.feedback;

import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.eventsourcing.EventIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What engine and delivery would write, and what feedback-service has written. */
final class Ledger {

    private static final String TOPIC = Topic.FEEDBACK_EVENTS.topicName();

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
        DeliveryAccepted event =
                DeliveryAccepted.newBuilder()
                        .setMeta(meta(delivery, delivery.eventId(), at))
                        .setLeadId(delivery.leadId())
                        .setStepId("step")
                        .setFlowId(UUID.randomUUID())
                        .setFlowVersion(1)
                        .setSourceId(UUID.randomUUID())
                        .setStepName("Acme Solar")
                        .setRun(1)
                        .setLeadReceivedAt(at)
                        .setSettleBy(at.plusSeconds(30))
                        .setSalePrice(new BigDecimal("12.5000"))
                        .setCurrency("USD")
                        .setReturnEnabled(takesFeedback)
                        .setReturnMaxAgeDays(7)
                        .setConversionEnabled(takesFeedback)
                        .build();
        send(Topic.DELIVERY_ATTEMPTS, delivery.eventId(), event);
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
        List<SpecificRecord> events = new ArrayList<>();
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers.kafka().bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed");
        try (KafkaConsumer<String, Decoded> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new DecodedDeserializer())) {
            List<TopicPartition> partitions =
                    IntStream.range(0, RealServers.PARTITIONS)
                            .mapToObj(number -> new TopicPartition(TOPIC, number))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> {
                            if (record.key().equals(eventId.toString())
                                    && record.value() instanceof Decoded.Event event) {
                                events.add(event.value());
                            }
                        });
            }
        }
        return events;
    }

    private static EventMeta meta(Delivery delivery, UUID stream, Instant at) {
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

    private void send(Topic topic, UUID key, SpecificRecord event) {
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
