package io.waybill.reporting.rebuild.kafka;

import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.reporting.projection.store.ViewWriter;
import io.waybill.reporting.rebuild.Rebuild.TopicProgress;
import io.waybill.schemas.Decoded;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the topics from the beginning into new tables, exactly up to the offsets that are asked
 * for. Records that cannot be read are passed over: the live consumer has set them aside before.
 * Not safe for several threads.
 */
final class Replay {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<String, Decoded> consumer;
    private final ExactlyOnceProjection projection;
    private final ViewWriter writer;
    private final InstantSource clock;
    private final ProgressNotes notes;
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Map<TopicPartition, Long> applied = new HashMap<>();
    private Map<TopicPartition, Long> targets = Map.of();
    private long records;

    Replay(
            Consumer<String, Decoded> consumer,
            ExactlyOnceProjection projection,
            ViewWriter writer,
            InstantSource clock,
            ProgressNotes notes) {
        this.consumer = consumer;
        this.projection = projection;
        this.writer = writer;
        this.clock = clock;
        this.notes = notes;
    }

    /** Takes partitions from their beginning; they are read when {@link #until} is called. */
    void assign(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        begins.putAll(consumer.beginningOffsets(partitions));
    }

    /** Applies every record before these offsets, and none from there on. */
    void until(Map<TopicPartition, Long> offsets) throws SQLException {
        targets = offsets;
        Set<TopicPartition> open = new HashSet<>();
        offsets.forEach((partition, offset) -> {
            if (consumer.position(partition) < offset) {
                open.add(partition);
            }
        });
        consumer.pause(consumer.assignment());
        consumer.resume(open);
        long deadline = patience();
        while (!open.isEmpty()) {
            ConsumerRecords<String, Decoded> polled = consumer.poll(POLL);
            for (TopicPartition partition : polled.partitions()) {
                apply(partition, polled.records(partition));
            }
            int before = open.size();
            open.removeIf(this::isReached);
            if (!polled.isEmpty() || open.size() < before) {
                deadline = patience();
            } else if (clock.millis() > deadline) {
                throw new ReplayStalled(open);
            }
            notes.noteAtTimes(this);
        }
    }

    private long patience() {
        return clock.millis() + PATIENCE.toMillis();
    }

    private void apply(TopicPartition partition, List<ConsumerRecord<String, Decoded>> polled)
            throws SQLException {
        long target = targets.getOrDefault(partition, 0L);
        List<PositionedEvent> batch =
                polled.stream()
                        .filter(record -> record.offset() < target)
                        .map(record ->
                                new PositionedEvent(
                                        record.topic(),
                                        record.partition(),
                                        record.offset(),
                                        record.value()))
                        .toList();
        long expected = applied.getOrDefault(partition, 0L);
        applied.put(
                partition,
                projection.apply(
                        partition.topic(), partition.partition(), expected, batch, writer));
        records += batch.size();
    }

    private boolean isReached(TopicPartition partition) {
        long target = targets.getOrDefault(partition, 0L);
        long position = consumer.position(partition);
        if (position > target) {
            consumer.seek(partition, target);
        }
        if (position >= target) {
            consumer.pause(Set.of(partition));
        }
        return position >= target;
    }

    /** How many offsets lie between here and there. */
    long behind(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .mapToLong(target ->
                        Math.max(target.getValue() - consumer.position(target.getKey()), 0))
                .sum();
    }

    /** Records applied so far. */
    long records() {
        return records;
    }

    /** For each topic, how much of the way to the present targets is behind us. */
    List<TopicProgress> progress() {
        Map<String, long[]> byTopic = new TreeMap<>();
        targets.forEach((partition, target) -> {
            long begin = Math.min(begins.getOrDefault(partition, 0L), target);
            long position = Math.min(consumer.position(partition), target);
            long[] sums = byTopic.computeIfAbsent(partition.topic(), _ -> new long[2]);
            sums[0] += Math.max(position - begin, 0);
            sums[1] += target - begin;
        });
        return byTopic.entrySet().stream()
                .map(topic ->
                        new TopicProgress(topic.getKey(), topic.getValue()[0], topic.getValue()[1]))
                .toList();
    }

    /** Kafka gave nothing for a long time although there is more to read. */
    static final class ReplayStalled extends RuntimeException {
        ReplayStalled(Set<TopicPartition> open) {
            super("Kafka gave no records for " + PATIENCE.toSeconds() + " s of " + open);
        }
    }
}
