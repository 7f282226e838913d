package io.waybill.partner;

import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Reads a topic from its beginning, as bytes and as records. */
final class TopicReader implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final RecordDecoder decoder = new RecordDecoder();
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    TopicReader(String bootstrapServers, Topic topic) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on until a record of this type and kind is there. */
    <T extends SpecificRecord> T await(Class<T> type, Predicate<T> wanted) {
        return Awaitility.await(type.getSimpleName())
                .atMost(LIMIT)
                .until(
                        () -> {
                            consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
                            return events(type).filter(wanted).findFirst();
                        },
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    <T extends SpecificRecord> Stream<T> events(Class<T> type) {
        return seen.stream()
                .map(this::decode)
                .filter(Decoded.Event.class::isInstance)
                .map(decoded -> ((Decoded.Event) decoded).value())
                .filter(type::isInstance)
                .map(type::cast);
    }

    List<ConsumerRecord<String, byte[]>> seen() {
        return seen;
    }

    private Decoded decode(ConsumerRecord<String, byte[]> record) {
        return decoder.decode(
                header(record, Records.SCHEMA_HEADER),
                header(record, Records.NAME_HEADER),
                record.value());
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name), name).value(),
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
