package io.waybill.servicekit.auth;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.KafkaSettings;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Reads {@code partner.events} into the directory: every instance all of it, without a group, from
 * the beginning. It is ready when it has read what was there at the start, and begins again after
 * any failure of the broker.
 */
@Readiness
@Singleton
final class AccountFeed implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(AccountFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final AccountDirectory directory;
    private final InstantSource clock;
    private final Map<String, Object> settings;
    private final Thread thread =
            Thread.ofPlatform().name("account-feed").daemon().unstarted(this::run);
    private volatile boolean stopped;
    private volatile boolean caughtUp;

    AccountFeed(
            AccountDirectory directory,
            InstantSource clock,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.directory = directory;
        this.clock = clock;
        this.settings = KafkaSettings.reader(broker);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("accounts known").status(caughtUp).build();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<String, Decoded> consumer =
                    new KafkaConsumer<>(
                            settings, new StringDeserializer(), new DecodedDeserializer())) {
                follow(consumer);
            } catch (InterruptException stop) {
                return;
            } catch (KafkaException away) {
                LOG.warnf("accounts are not read for now cause=%s", away.getMessage());
                rest();
            }
        }
    }

    private void follow(KafkaConsumer<String, Decoded> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topic.PARTNER_EVENTS.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("topic " + Topic.PARTNER_EVENTS.topicName() + " is not there");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!stopped) {
            for (ConsumerRecord<String, Decoded> record : consumer.poll(POLL)) {
                if (record.value() instanceof Decoded.Event event) {
                    directory.learn(event.value());
                }
            }
            directory.forgetExpired(clock.instant());
            if (!caughtUp && isPast(consumer, ends)) {
                caughtUp = true;
            }
        }
    }

    private static boolean isPast(
            KafkaConsumer<String, Decoded> consumer, Map<TopicPartition, Long> ends) {
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
