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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, Decoded> reading;
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
        stop.countDown();
        Consumer<String, Decoded> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void run() {
        try {
            do {
                read();
            } while (!stop.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (KafkaConsumer<String, Decoded> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new DecodedDeserializer())) {
            reading = consumer;
            follow(consumer);
        } catch (WakeupException stopping) {
            LOG.debug("accounts are read no more");
        } catch (KafkaException away) {
            LOG.warnf("accounts are not read for now cause=%s", away.getMessage());
        } finally {
            reading = null;
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
        while (stop.getCount() > 0) {
            for (ConsumerRecord<String, Decoded> record : consumer.poll(POLL)) {
                take(record);
            }
            directory.forgetExpired(clock.instant());
            if (!caughtUp && isPast(consumer, ends)) {
                caughtUp = true;
            }
        }
    }

    private void take(ConsumerRecord<String, Decoded> record) {
        switch (record.value()) {
            case Decoded.Event event -> directory.learn(event.value());
            case Decoded.UnknownRecord newer -> LOG.debugf("skipped record=%s", newer.name());
            case Decoded.Undecodable broken ->
                    LOG.errorf(
                            "record cannot be read partition=%d offset=%d why=%s",
                            record.partition(), record.offset(), broken.why());
        }
    }

    private static boolean isPast(
            KafkaConsumer<String, Decoded> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
