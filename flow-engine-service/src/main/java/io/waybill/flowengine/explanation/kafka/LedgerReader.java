package io.waybill.flowengine.explanation.kafka;

import io.smallrye.common.annotation.Identifier;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.KafkaSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads single records of which the place is known, with a consumer that belongs to no group. */
@Singleton
final class LedgerReader {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings;
    private final InstantSource clock;

    LedgerReader(
            @Identifier("default-kafka-broker") Map<String, Object> broker, InstantSource clock) {
        settings = new HashMap<>(KafkaSettings.reader(broker));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "20");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.clock = clock;
    }

    /** A session with the broker; use it on one thread and close it. */
    Session open() {
        return new Session(
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), KafkaSettings.deserializer(settings)));
    }

    final class Session implements AutoCloseable {

        private final Consumer<String, Decoded> consumer;

        private Session(Consumer<String, Decoded> consumer) {
            this.consumer = consumer;
        }

        /**
         * The records at these places, in order; one that is not there, or that this build cannot
         * read, is left out.
         *
         * @throws org.apache.kafka.common.KafkaException when the broker does not answer in time
         */
        List<SpecificRecord> read(Topic topic, int partition, List<Long> offsets) {
            TopicPartition place = new TopicPartition(topic.topicName(), partition);
            consumer.assign(Set.of(place));
            Instant deadline = clock.instant().plus(LONGEST);
            List<SpecificRecord> records = new ArrayList<>();
            Map<Long, Decoded> polled = new HashMap<>();
            for (long offset : offsets) {
                Decoded record =
                        polled.containsKey(offset)
                                ? polled.get(offset)
                                : fetch(place, offset, polled, deadline).orElse(null);
                if (record instanceof Decoded.Event(SpecificRecord value)) {
                    records.add(value);
                }
            }
            return records;
        }

        boolean answers(Topic topic, int partition) {
            try {
                TopicPartition place = new TopicPartition(topic.topicName(), partition);
                return !consumer.endOffsets(Set.of(place), LONGEST).isEmpty();
            } catch (KafkaException away) {
                return false;
            }
        }

        private Optional<Decoded> fetch(
                TopicPartition place, long offset, Map<Long, Decoded> polled, Instant deadline) {
            consumer.seek(place, offset);
            while (clock.instant().isBefore(deadline)) {
                for (ConsumerRecord<String, Decoded> record : consumer.poll(POLL).records(place)) {
                    if (record.value() != null) {
                        polled.put(record.offset(), record.value());
                    }
                }
                if (polled.containsKey(offset)) {
                    return Optional.of(polled.get(offset));
                }
                if (consumer.position(place) > offset) {
                    return Optional.empty();
                }
            }
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "The broker gave no record in time.");
        }

        @Override
        public void close() {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
        }
    }
}
