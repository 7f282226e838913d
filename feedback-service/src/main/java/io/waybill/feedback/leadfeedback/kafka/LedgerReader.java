package io.waybill.feedback.leadfeedback.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.KafkaSettings;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads single records of which the place is known. Consumers that belong to no group are kept
 * open, since connecting takes longer than reading; one that failed is not used again.
 */
@Singleton
final class LedgerReader {

    private static final int MOST_AT_ONCE = 8;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
    private final Queue<Consumer<String, Decoded>> idle = new ConcurrentLinkedQueue<>();

    LedgerReader(
            @Identifier("default-kafka-broker") Map<String, Object> broker, InstantSource clock) {
        settings = new HashMap<>(KafkaSettings.reader(broker));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "16384");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.clock = clock;
    }

    void stop(@Observes ShutdownEvent event) {
        idle.forEach(LedgerReader::close);
    }

    /**
     * The record at that place; empty where it is not there, or this build cannot read it.
     *
     * @throws KafkaException when the broker does not answer in time
     */
    Optional<SpecificRecord> read(Topic topic, int partition, long offset)
            throws InterruptedException {
        turns.acquire();
        try {
            Consumer<String, Decoded> known = idle.poll();
            Consumer<String, Decoded> consumer = known == null ? connected() : known;
            try {
                Optional<Decoded> record =
                        fetch(consumer, new TopicPartition(topic.topicName(), partition), offset);
                idle.add(consumer);
                return record.flatMap(LedgerReader::value);
            } catch (KafkaException failure) {
                close(consumer);
                throw failure;
            }
        } finally {
            turns.release();
        }
    }

    private static Optional<SpecificRecord> value(Decoded record) {
        return record instanceof Decoded.Event event
                ? Optional.of(event.value())
                : Optional.empty();
    }

    private Consumer<String, Decoded> connected() {
        return new KafkaConsumer<>(
                settings, new StringDeserializer(), KafkaSettings.deserializer(settings));
    }

    private Optional<Decoded> fetch(
            Consumer<String, Decoded> consumer, TopicPartition place, long offset) {
        Instant deadline = clock.instant().plus(LONGEST);
        consumer.assign(Set.of(place));
        consumer.seek(place, offset);
        while (clock.instant().isBefore(deadline)) {
            for (ConsumerRecord<String, Decoded> record : consumer.poll(POLL).records(place)) {
                return record.offset() == offset
                        ? Optional.ofNullable(record.value())
                        : Optional.empty();
            }
            if (consumer.position(place) > offset) {
                return Optional.empty();
            }
        }
        throw new TimeoutException("The broker gave no record in time.");
    }

    private static void close(Consumer<String, Decoded> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
