package io.waybill.servicekit.kafka;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.waybill.eventsourcing.store.Displaced;
import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Records;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a projection from Kafka. The position stands in the projection's own table and nowhere
 * else: an assigned partition is read from there. A batch is tried again in its place until it is
 * written, so that an outage of PostgreSQL only delays it, and the batches after it of the
 * channel's other topics. Unknown records are skipped; unreadable ones, and those whose rows
 * PostgreSQL refuses, are set aside.
 */
public final class ProjectionConsumer implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(ProjectionConsumer.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("projection").start(task);

    private final ExactlyOnceProjection projection;
    private final ExactlyOnceProjection.Writer writer;
    private final DeadLetterBox deadLetters;
    private final BiConsumer<TopicPartition, Long> rewind;
    private final BooleanSupplier stopping;
    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();

    /** Partitions that were sent back, with the offset from which on batches are still old ones. */
    private final Map<TopicPartition, Long> rewound = new ConcurrentHashMap<>();

    ProjectionConsumer(
            ExactlyOnceProjection projection,
            ExactlyOnceProjection.Writer writer,
            DeadLetterBox deadLetters,
            BiConsumer<TopicPartition, Long> rewind,
            BooleanSupplier stopping) {
        this.projection = projection;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.rewind = rewind;
        this.stopping = stopping;
    }

    /** Completes when the whole batch is written; runs on a virtual thread. */
    public Uni<Void> consume(ConsumerRecords<String, Decoded> batch) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> batch.partitions().forEach(tp -> apply(tp, batch.records(tp))))
                .runSubscriptionOn(THREADS);
    }

    /** Runs on the polling thread, which may wait: nothing can be read before. */
    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Long position = untilDone(partition, () -> next(partition));
            if (position != null) {
                rewound.remove(partition);
                next.put(partition, position);
                consumer.seek(partition, position);
            }
        }
    }

    @Override
    public void onPartitionsRevoked(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(next::remove);
    }

    private void apply(TopicPartition partition, List<ConsumerRecord<String, Decoded>> records) {
        Long oldFrom = rewound.get(partition);
        if (oldFrom != null) {
            if (records.getFirst().offset() >= oldFrom) {
                return;
            }
            rewound.remove(partition);
        }
        untilDone(partition, () -> applyOnce(partition, records));
    }

    private Long applyOnce(TopicPartition partition, List<ConsumerRecord<String, Decoded>> records)
            throws SQLException {
        Long expected = next.get(partition);
        if (expected == null) {
            return 0L; // Revoked meanwhile: the new owner reads the batch.
        }
        List<ConsumerRecord<String, Decoded>> fresh =
                records.stream().filter(record -> record.offset() >= expected).toList();
        setAside(fresh);
        try {
            long reached =
                    projection.apply(
                            partition.topic(),
                            partition.partition(),
                            expected,
                            fresh.stream().map(ProjectionConsumer::positioned).toList(),
                            new SettingAside(fresh));
            next.replace(partition, expected, reached);
            return reached;
        } catch (Displaced moved) {
            return displaced(partition, expected, records);
        }
    }

    private Long displaced(
            TopicPartition partition, long expected, List<ConsumerRecord<String, Decoded>> records)
            throws SQLException {
        long actual = next(partition);
        LOG.infof("projection was moved partition=%s from=%d to=%d", partition, expected, actual);
        next.replace(partition, expected, actual);
        if (actual >= expected) {
            return applyOnce(partition, records);
        }
        rewound.put(partition, expected);
        rewind.accept(partition, actual);
        return actual;
    }

    private long next(TopicPartition partition) throws SQLException {
        return projection.next(partition.topic(), partition.partition());
    }

    private void setAside(List<ConsumerRecord<String, Decoded>> records) {
        for (ConsumerRecord<String, Decoded> record : records) {
            if (record.value() instanceof Decoded.Undecodable broken) {
                deadLetters.put(record, broken);
            } else if (record.value() == null) {
                LOG.warnf(
                        "record without a value passed over topic=%s partition=%d offset=%d",
                        record.topic(), record.partition(), record.offset());
            }
        }
    }

    /** Writes the rows; an event that has none to be written goes where the unreadable ones go. */
    private final class SettingAside implements ExactlyOnceProjection.Writer {

        private final List<ConsumerRecord<String, Decoded>> records;

        SettingAside(List<ConsumerRecord<String, Decoded>> records) {
            this.records = records;
        }

        @Override
        public void write(Connection connection, List<PositionedEvent> events) throws SQLException {
            writer.write(connection, events);
        }

        @Override
        public void leftOut(PositionedEvent event, Exception refusal) {
            // The message of a database may quote the value.
            String why = "its rows cannot be written: " + refusal.getClass().getSimpleName();
            byte[] bytes = Records.encode(Objects.requireNonNull(event.value()));
            records.stream()
                    .filter(record -> record.offset() == event.offset())
                    .forEach(
                            record -> deadLetters.put(record, new Decoded.Undecodable(bytes, why)));
        }
    }

    private static PositionedEvent positioned(ConsumerRecord<String, Decoded> record) {
        return new PositionedEvent(
                record.topic(), record.partition(), record.offset(), record.value());
    }

    private interface Step {
        Long run() throws SQLException;
    }

    /** Repeats a step until it succeeds; null when the service ends before. */
    private @Nullable Long untilDone(TopicPartition partition, Step step) {
        Duration wait = FIRST_WAIT;
        while (!stopping.getAsBoolean()) {
            try {
                return step.run();
            } catch (SQLException | RuntimeException failure) {
                LOG.warnf(failure, "projection waits partition=%s wait=%s", partition, wait);
            }
            try {
                Thread.sleep(wait);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                return null;
            }
            Duration twice = wait.multipliedBy(2);
            wait = twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
        }
        return null;
    }
}
