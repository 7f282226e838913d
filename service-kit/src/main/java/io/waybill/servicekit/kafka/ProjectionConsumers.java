package io.waybill.servicekit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.schemas.DeadLetters;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the consumer of a projection. A service produces it as a bean and feeds it from a channel:
 *
 * <pre>{@code
 * @Produces @Singleton @Identifier("leads")
 * ProjectionConsumer leads(ProjectionConsumers kit, DataSource dataSource, LeadRows rows) {
 *     return kit.consumer("leads", new ExactlyOnceProjection(dataSource, "leads"), rows::write);
 * }
 *
 * @Incoming("leads")
 * Uni<Void> consume(ConsumerRecords<String, Decoded> batch) {
 *     return consumer.consume(batch);
 * }
 * }</pre>
 *
 * with the channel's {@code batch=true}, {@code commit-strategy=ignore}, {@code topics}, and {@code
 * consumer-rebalance-listener.name} as the identifier.
 */
@Singleton
public final class ProjectionConsumers {

    private static final Logger LOG = Logger.getLogger(ProjectionConsumers.class);
    private static final Duration DEAD_LETTER_LIMIT = Duration.ofSeconds(30);

    private final Instance<ProducedRecords> produced;
    private final KafkaClientService clients;
    private final MeterRegistry metrics;
    private final String service;
    private volatile boolean stopping;

    /**
     * @param produced asked for only when it is needed: consumers are made while channels are being
     *     connected, and the producer's channel may be connected after theirs
     */
    ProjectionConsumers(
            Instance<ProducedRecords> produced,
            KafkaClientService clients,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.produced = produced;
        this.clients = clients;
        this.metrics = metrics;
        this.service = service;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * @param channel the incoming channel that feeds the consumer
     * @param writer writes the rows of a batch, in the transaction that moves the offset
     */
    public ProjectionConsumer consumer(
            String channel, ExactlyOnceProjection projection, ExactlyOnceProjection.Writer writer) {
        return new ProjectionConsumer(
                projection,
                writer,
                new DeadLetterTopic(),
                (partition, offset) -> rewind(channel, partition, offset),
                () -> stopping);
    }

    private void rewind(String channel, TopicPartition partition, long offset) {
        clients.getConsumer(channel)
                .runOnPollingThread(consumer -> {
                    if (consumer.assignment().contains(partition)) {
                        consumer.seek(partition, offset);
                    }
                })
                .await()
                .indefinitely();
    }

    private final class DeadLetterTopic implements DeadLetterBox {

        @Override
        public void put(ConsumerRecord<String, Decoded> record, Decoded.Undecodable broken) {
            Topic topic = Topic.named(record.topic()).orElseThrow();
            String name = DeadLetters.topic(topic, service);
            LOG.errorf(
                    "record cannot be read topic=%s partition=%d offset=%d why=%s",
                    record.topic(), record.partition(), record.offset(), broken.why());
            produced.get()
                    .sendAsIs(
                            new ProducerRecord<>(
                                    name, null, record.key(), broken.bytes(), record.headers()))
                    .await()
                    .atMost(DEAD_LETTER_LIMIT);
            metrics.counter("waybill.records.undecodable", "topic", record.topic()).increment();
        }
    }
}
