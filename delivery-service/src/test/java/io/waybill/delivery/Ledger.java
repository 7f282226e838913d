package io.waybill.delivery;

import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Reads delivery.attempts from its beginning, as any consumer would. */
final class Ledger implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Map<UUID, List<SpecificRecord>> streams = new ConcurrentHashMap<>();
    private final Map<UUID, String> traces = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, Decoded> consumer;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
    private volatile boolean closed;

    Ledger(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new StringDeserializer(),
                        new DecodedDeserializer());
        List<PartitionInfo> partitions =
                consumer.partitionsFor(Topic.DELIVERY_ATTEMPTS.topicName());
        consumer.assign(
                partitions.stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList());
        thread.start();
    }

    private void run() {
        while (!closed) {
            for (ConsumerRecord<String, Decoded> record : consumer.poll(Duration.ofMillis(100))) {
                if (record.value() instanceof Decoded.Event(SpecificRecord event)) {
                    trace(event, record.headers());
                    add(event);
                }
            }
        }
        consumer.close();
    }

    private void trace(SpecificRecord event, Headers headers) {
        Header trace = headers.lastHeader("traceparent");
        if (trace != null) {
            traces.put(
                    Records.meta(event).getRecordId(),
                    new String(trace.value(), StandardCharsets.US_ASCII));
        }
    }

    /** The trace that a record carries; empty where it has none. */
    String trace(SpecificRecord event) {
        return traces.getOrDefault(Records.meta(event).getRecordId(), "");
    }

    /** The outbox may publish a record twice; readers know it by its sequence. */
    private void add(SpecificRecord event) {
        List<SpecificRecord> stream =
                streams.computeIfAbsent(
                        Records.meta(event).getStreamId(), _ -> new CopyOnWriteArrayList<>());
        long last = stream.isEmpty() ? 0 : Records.meta(stream.getLast()).getSequence();
        if (Records.meta(event).getSequence() > last) {
            stream.add(event);
        }
    }

    List<SpecificRecord> events(UUID eventId) {
        return List.copyOf(streams.getOrDefault(eventId, List.of()));
    }

    /** All events of a delivery, once it has settled. */
    List<SpecificRecord> settledStream(UUID eventId) {
        Awaitility.await("settled " + eventId)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> events(eventId).stream().anyMatch(DeliverySettled.class::isInstance));
        return events(eventId);
    }

    DeliverySettled settled(UUID eventId) {
        return settledStream(eventId).stream()
                .filter(DeliverySettled.class::isInstance)
                .map(DeliverySettled.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
