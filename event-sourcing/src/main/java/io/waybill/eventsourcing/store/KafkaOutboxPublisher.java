package io.waybill.eventsourcing.store;

import io.waybill.schemas.Lanes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes with a plain idempotent producer, on the partition of the row's lane. */
public final class KafkaOutboxPublisher implements OutboxPublisher, AutoCloseable {

    private final Producer<String, byte[]> producer;
    private final int partitions;

    public KafkaOutboxPublisher(Producer<String, byte[]> producer, int partitions) {
        this.producer = producer;
        this.partitions = partitions;
    }

    /**
     * Connects with settings under which an attempt is over before the relay gives up on it.
     *
     * @param settings at least {@code bootstrap.servers}; they win over what is set here
     */
    public static KafkaOutboxPublisher connect(Map<String, Object> settings, int partitions) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(5));
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(10));
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(20));
        all.putAll(settings);
        return new KafkaOutboxPublisher(
                new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer()),
                partitions);
    }

    private static int millis(int seconds) {
        return Math.toIntExact(Duration.ofSeconds(seconds).toMillis());
    }

    @Override
    public CompletionStage<Void> publish(OutboxRow row) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(
                        row.topic(),
                        Lanes.partition(row.lane(), partitions),
                        row.key(),
                        row.payload());
        row.headers()
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer.send(
                record,
                (_, failure) -> {
                    if (failure == null) {
                        acknowledged.complete(null);
                    } else {
                        acknowledged.completeExceptionally(
                                failure instanceof TimeoutException
                                        ? new TopicBlocked(failure)
                                        : failure);
                    }
                });
        return acknowledged;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
