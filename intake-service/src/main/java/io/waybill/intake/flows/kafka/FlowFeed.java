package io.waybill.intake.flows.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.intake.flows.FlowDirectory;
import io.waybill.intake.flows.FlowFact;
import io.waybill.intake.flows.Flows;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.KafkaSettings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Reads flow.versions into the directory: every instance all of it, without a group, from the
 * beginning. Flows are known once what was there at the start has been read, and stay known while
 * the broker is away.
 */
@Default
@Readiness
@Singleton
final class FlowFeed implements Flows, HealthCheck {

    private static final Logger LOG = Logger.getLogger(FlowFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final Thread thread =
            Thread.ofPlatform().name("flow-feed").daemon().unstarted(this::run);
    private volatile FlowDirectory directory = FlowDirectory.empty();
    private volatile boolean caughtUp;
    private volatile boolean stopped;

    FlowFeed(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.settings = KafkaSettings.reader(broker);
    }

    @Override
    public Optional<FlowDirectory> known() {
        return caughtUp ? Optional.of(directory) : Optional.empty();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("flows known")
                .status(caughtUp)
                .withData("flows", directory.size())
                .build();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        // Not interrupted: an interrupted consumer cannot close. It ends after its next poll.
        stopped = true;
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<String, Decoded> consumer =
                    new KafkaConsumer<>(
                            settings, new StringDeserializer(), new DecodedDeserializer())) {
                follow(consumer);
            } catch (KafkaException away) {
                LOG.warnf("flows are not read for now cause=%s", away.getMessage());
                rest();
            } catch (RuntimeException unexpected) {
                LOG.error("flows are not read for now", unexpected);
                rest();
            }
        }
    }

    private void follow(Consumer<String, Decoded> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topic.FLOW_VERSIONS.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("topic " + Topic.FLOW_VERSIONS.topicName() + " is not there");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!stopped) {
            learn(consumer.poll(POLL));
            if (!caughtUp && isPast(consumer, ends)) {
                LOG.infof("flows known count=%d", directory.size());
                caughtUp = true;
            }
        }
    }

    private void learn(Iterable<ConsumerRecord<String, Decoded>> records) {
        List<FlowFact> facts = new ArrayList<>();
        for (ConsumerRecord<String, Decoded> record : records) {
            FlowFactMapper.map(record.value()).ifPresent(facts::add);
            if (record.value() instanceof Decoded.Undecodable broken) {
                LOG.errorf(
                        "flow record unreadable partition=%d offset=%d cause=%s",
                        record.partition(), record.offset(), broken.why());
            }
        }
        if (!facts.isEmpty()) {
            directory = directory.after(facts);
        }
    }

    private static boolean isPast(
            Consumer<String, Decoded> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void rest() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
