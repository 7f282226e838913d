package io.waybill.systemtests.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What stands on topics at this moment: from the beginning up to the last committed record, read
 * without a group and decoded with the schemas of the registry.
 */
public final class Ledger {
    private static final int CONFLUENT_HEADER = 5;

    private final String bootstrapServers;
    private final RegistrySchemas schemas;

    public Ledger(String bootstrapServers, URI registry) {
        this.bootstrapServers = bootstrapServers;
        this.schemas = new RegistrySchemas(registry);
    }

    /** All committed records of the topics, decoded, in the order of each partition. */
    public List<Entry> read(String... topics) {
        List<Entry> entries = new ArrayList<>();
        for (String topic : topics) {
            forEach(topic, found -> entries.add(decode(found)));
        }
        return entries;
    }

    /** Hands every committed record of a topic to the reader, raw: key, headers and value. */
    public void forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest");
    }

    private Entry decode(ConsumerRecord<byte[], byte[]> found) {
        byte[] bytes = found.value();
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        try {
            GenericRecord value =
                    new GenericDatumReader<GenericRecord>(schemas.byId(id))
                            .read(
                                    null,
                                    DecoderFactory.get()
                                            .binaryDecoder(
                                                    bytes,
                                                    CONFLUENT_HEADER,
                                                    bytes.length - CONFLUENT_HEADER,
                                                    null));
            return new Entry(
                    found.topic(),
                    found.partition(),
                    found.offset(),
                    new String(found.key(), StandardCharsets.UTF_8),
                    value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
