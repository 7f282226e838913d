package io.waybill.intake;

import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plain clients for tests that play the other services. */
final class TestTopics implements AutoCloseable {

    private final String servers;
    private final KafkaProducer<String, byte[]> producer;

    TestTopics(String servers) {
        this.servers = servers;
        this.producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    void send(OutboundRecord record) {
        send(record.toProducerRecord(RealServers.PARTITIONS));
    }

    void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("not written", e);
        }
    }

    /** A consumer of the whole topic, standing at its end. */
    KafkaConsumer<String, Decoded> fromEnd(Topic topic) {
        KafkaConsumer<String, Decoded> consumer = consumer();
        List<TopicPartition> partitions =
                IntStream.range(0, RealServers.PARTITIONS)
                        .mapToObj(number -> new TopicPartition(topic.topicName(), number))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private KafkaConsumer<String, Decoded> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new DecodedDeserializer());
    }

    @Override
    public void close() {
        producer.close();
    }
}
