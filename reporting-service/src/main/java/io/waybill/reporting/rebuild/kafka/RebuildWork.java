package io.waybill.reporting.rebuild.kafka;

import io.smallrye.common.annotation.Identifier;
import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.reporting.projection.kafka.ProjectedTopics;
import io.waybill.reporting.projection.store.LiveTables;
import io.waybill.reporting.projection.store.ViewWriter;
import io.waybill.reporting.rebuild.store.NewTables;
import io.waybill.reporting.rebuild.store.RebuildLog;
import io.waybill.schemas.Decoded;
import io.waybill.servicekit.kafka.KafkaSettings;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** One rebuild from its new tables to the swap. */
@Singleton
final class RebuildWork {

    private static final int ROUNDS = 20;
    private static final long NEAR = 2_000;

    private final LiveTables live;
    private final ViewWriter writer;
    private final RebuildLog log;
    private final Map<String, Object> settings;
    private final InstantSource clock;

    RebuildWork(
            LiveTables live,
            ViewWriter writer,
            RebuildLog log,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            InstantSource clock) {
        this.live = live;
        this.writer = writer;
        this.log = log;
        this.settings = new HashMap<>(KafkaSettings.reader(broker));
        this.settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000");
        this.settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "8388608");
        this.clock = clock;
    }

    void run(UUID id, long number) throws SQLException, InterruptedException {
        NewTables tables = new NewTables(live, number);
        tables.create();
        try (KafkaConsumer<String, Decoded> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), KafkaSettings.deserializer(settings))) {
            ProgressNotes notes = new ProgressNotes(log, id, clock);
            Replay replay = new Replay(consumer, projection(tables), writer, clock, notes);
            replay.assign(partitions(consumer));
            follow(tables, replay);
            tables.swap(replay::until, connection -> log.swapped(connection, id, clock.instant()));
            notes.note(replay);
        } catch (SQLException | RuntimeException | InterruptedException e) {
            discard(tables, e);
            throw e;
        }
    }

    /** Comes so near to the live tables that the rest is a matter of moments. */
    private static void follow(NewTables tables, Replay replay) throws SQLException {
        long gap = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && gap > NEAR; round++) {
            replay.until(tables.liveOffsets());
            gap = replay.behind(tables.liveOffsets());
        }
    }

    private static ExactlyOnceProjection projection(NewTables tables) {
        return new ExactlyOnceProjection(tables.source(), ViewWriter.PROJECTION);
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, Decoded> consumer) {
        return ProjectedTopics.ALL.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static void discard(NewTables tables, Exception failure) {
        try {
            tables.discard();
        } catch (SQLException e) {
            // The next rebuild drops what is left.
            failure.addSuppressed(e);
        }
    }
}
