package io.waybill.feedback;

import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what stands on a topic by now. */
final class TopicReader {

    private TopicReader() {}

    /** The wanted records in the order of the topic. */
    static List<SpecificRecord> read(
            String servers, Topic topic, BiPredicate<String, SpecificRecord> wanted) {
        List<SpecificRecord> events = new ArrayList<>();
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed");
        try (KafkaConsumer<String, Decoded> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new DecodedDeserializer())) {
            List<TopicPartition> partitions =
                    IntStream.range(0, RealServers.PARTITIONS)
                            .mapToObj(number -> new TopicPartition(topic.topicName(), number))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> {
                            if (record.value() instanceof Decoded.Event event
                                    && wanted.test(record.key(), event.value())) {
                                events.add(event.value());
                            }
                        });
            }
        }
        return events;
    }
}
