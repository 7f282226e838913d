package io.waybill.feedback.leadfeedback.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.KafkaSettings;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Up to when all is known that other services have written. Every moment the ends of the topics are
 * noted; once the projection has come that far, all instances taken together, all of before is
 * known. While it lags, or the broker or the database is away, the moment stands still.
 */
@Singleton
public final class KnownUntil {

    private static final Logger LOG = Logger.getLogger(KnownUntil.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration MOST_TO_STOP = Duration.ofSeconds(2);
    private static final List<Topic> TOPICS =
            List.of(
                    Topic.DELIVERY_ATTEMPTS,
                    Topic.FLOW_LEADS,
                    Topic.FLOW_KEYS,
                    Topic.FLOW_VERSIONS);
    private static final String REACHED =
            "SELECT topic, partition, next_offset FROM projection_offset WHERE projection = ?";

    private final Map<String, Object> settings;
    private final DataSource dataSource;
    private final InstantSource clock;
    private final Thread thread =
            Thread.ofPlatform().name("known-until").daemon().unstarted(this::run);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Instant until = Instant.EPOCH;
    private Map<TopicPartition, Long> ends = Map.of();
    private Instant notedAt = Instant.EPOCH;

    KnownUntil(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            DataSource dataSource,
            InstantSource clock) {
        settings = new HashMap<>(KafkaSettings.reader(broker));
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "16384");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.dataSource = dataSource;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /** Not by an interrupt, with which a consumer cannot be closed. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        thread.join(MOST_TO_STOP);
    }

    /** What was on the topics at that moment is known; the epoch until it is so once. */
    public Instant instant() {
        return until;
    }

    private void run() {
        try {
            do {
                look();
            } while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the service ends, or the broker or the database is away. */
    private void look() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            do {
                look(consumer);
            } while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (SQLException | KafkaException away) {
            LOG.debugf("positions cannot be read cause=%s", away.getClass().getName());
        }
    }

    private void look(Consumer<byte[], byte[]> consumer) throws SQLException {
        if (ends.isEmpty()) {
            notedAt = clock.instant();
            List<TopicPartition> all = partitions(consumer);
            if (!consumer.assignment().equals(Set.copyOf(all))) {
                consumer.assign(all);
                consumer.pause(all);
            }
            ends = consumer.endOffsets(all);
        }
        Map<TopicPartition, Long> reached = reached();
        Map<TopicPartition, Long> behind = new HashMap<>();
        ends.forEach((partition, end) -> {
            if (reached.getOrDefault(partition, 0L) < end) {
                behind.put(partition, end);
            }
        });
        if (behind.isEmpty() || isNothingLeft(consumer, behind, reached)) {
            until = notedAt;
            ends = Map.of();
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> all = new ArrayList<>();
        for (Topic topic : TOPICS) {
            consumer.partitionsFor(topic.topicName())
                    .forEach(info -> all.add(new TopicPartition(info.topic(), info.partition())));
        }
        return all;
    }

    /** What stands between may be no record, but the marks of transactions. */
    private static boolean isNothingLeft(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> behind,
            Map<TopicPartition, Long> reached) {
        consumer.assign(behind.keySet());
        behind.keySet()
                .forEach(
                        partition -> consumer.seek(partition, reached.getOrDefault(partition, 0L)));
        return consumer.poll(POLL).isEmpty()
                && behind.entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Map<TopicPartition, Long> reached() throws SQLException {
        Map<TopicPartition, Long> reached = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(REACHED)) {
            statement.setString(1, KnownLeads.NAME);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reached.put(
                            new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
                }
            }
        }
        return reached;
    }
}
