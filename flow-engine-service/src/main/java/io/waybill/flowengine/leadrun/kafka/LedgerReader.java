package io.waybill.flowengine.leadrun.kafka;

import io.smallrye.common.annotation.Identifier;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.KafkaSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Proves the counters of all partitions by their ledgers, from the first record to the last. */
@Singleton
public final class LedgerReader {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> broker;

    LedgerReader(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = Map.copyOf(broker);
    }

    /** One partition after the other, up to what stood there at the beginning. */
    public List<CounterProof.Result> prove() {
        List<CounterProof.Result> results = new ArrayList<>();
        try (KafkaConsumer<String, Decoded> consumer =
                new KafkaConsumer<>(
                        KafkaSettings.reader(broker),
                        new StringDeserializer(),
                        new DecodedDeserializer())) {
            consumer.partitionsFor(Topic.FLOW_LEADS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .forEach(partition -> results.add(prove(consumer, partition)));
        }
        return results;
    }

    private static CounterProof.Result prove(
            KafkaConsumer<String, Decoded> consumer, TopicPartition partition) {
        CounterProof proof = new CounterProof(partition.partition());
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        consumer.seekToBeginning(only);
        long end = Objects.requireNonNull(consumer.endOffsets(only).get(partition));
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, Decoded> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < end && record.value() instanceof Decoded.Event(var event)) {
                    proof.take(event);
                }
            }
        }
        return proof.result();
    }
}
