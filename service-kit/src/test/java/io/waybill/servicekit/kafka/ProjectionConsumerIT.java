package io.waybill.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.local.kit.Database;
import io.waybill.local.kit.DatabaseServer;
import io.waybill.local.kit.Servers;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.schemas.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class ProjectionConsumerIT {

    private static final TopicPartition PARTITION = new TopicPartition("partner.events", 3);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static DatabaseServer server;

    @SuppressWarnings("NullAway.Init")
    private static PGSimpleDataSource dataSource;

    private final MockConsumer<String, Decoded> kafka = new MockConsumer<>("earliest");
    private final List<Long> setAside = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> rewinds = Collections.synchronizedList(new ArrayList<>());

    private @Nullable UUID poison;

    @SuppressWarnings("NullAway.Init")
    private ProjectionConsumer consumer;

    @BeforeAll
    static void start() throws SQLException, IOException {
        server = Servers.chosen().database(directory);
        server.start();
        Database database = server.database("projection");
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.username());
        dataSource.setPassword(database.password());
        try (Connection connection = dataSource.getConnection();
                InputStream script =
                        Objects.requireNonNull(
                                ProjectionConsumerIT.class.getResourceAsStream(
                                        "/db/event-sourcing/V0_1__event_sourcing.sql"))) {
            run(connection, new String(script.readAllBytes(), StandardCharsets.UTF_8));
            run(connection, "CREATE TABLE written (record_id uuid PRIMARY KEY, text text)");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            run(connection, "TRUNCATE written, projection_offset, projection_stream");
        }
        consumer =
                new ProjectionConsumer(
                        new ExactlyOnceProjection(dataSource, "test"),
                        this::write,
                        (record, broken) -> setAside.add(record.offset()),
                        (partition, offset) -> rewinds.add(offset),
                        () -> false);
        kafka.assign(List.of(PARTITION));
        consumer.onPartitionsAssigned(kafka, List.of(PARTITION));
    }

    @Test
    void a_batch_is_written_once_however_often_it_comes() throws SQLException {
        consume(event(0), event(1));
        consume(event(0), event(1), event(2));

        assertThat(written()).isEqualTo(3);
    }

    @Test
    void a_new_owner_goes_on_where_the_table_says() {
        consume(event(0), event(1), event(5));

        consumer.onPartitionsAssigned(kafka, List.of(PARTITION));

        assertThat(kafka.position(PARTITION)).isEqualTo(6);
    }

    @Test
    void what_a_faster_owner_wrote_is_skipped_and_the_rest_written() throws SQLException {
        consume(event(0));
        moveTo(3);

        consume(event(1), event(2), event(3));

        assertThat(written()).isEqualTo(2);
        assertThat(rewinds).isEmpty();
    }

    @Test
    void a_projection_that_was_set_back_is_read_again_from_there() throws SQLException {
        consume(event(0), event(1), event(2));
        try (Connection connection = dataSource.getConnection()) {
            run(connection, "TRUNCATE written, projection_stream");
        }
        moveTo(1);

        consume(event(3));
        consume(event(4));
        assertThat(rewinds).containsExactly(1L);
        assertThat(written()).isZero();

        consume(event(1), event(2));
        consume(event(3), event(4));
        assertThat(written()).isEqualTo(4);
    }

    @Test
    void an_unreadable_record_is_set_aside_and_an_unknown_one_skipped() throws SQLException {
        consume(
                event(0),
                at(1, new Decoded.Undecodable(new byte[] {1}, "not readable")),
                at(2, new Decoded.UnknownRecord("io.waybill.future.v1.Something")),
                event(3));

        assertThat(setAside).containsExactly(1L);
        assertThat(written()).isEqualTo(2);
    }

    @Test
    void a_record_whose_rows_are_refused_is_set_aside_and_the_others_are_written()
            throws SQLException {
        poison = new UUID(2, 1);

        consume(event(0), event(1), event(2));

        assertThat(setAside).containsExactly(1L);
        assertThat(written()).isEqualTo(2);
    }

    @Test
    void a_batch_of_a_revoked_partition_is_left_to_its_new_owner() throws SQLException {
        consumer.onPartitionsRevoked(kafka, List.of(PARTITION));

        consume(event(0));

        assertThat(written()).isZero();
    }

    @Test
    void a_database_that_is_away_only_delays() throws SQLException {
        consume(event(0));
        server.kill9();
        var waiting = consumer.consume(batch(event(1))).subscribeAsCompletionStage();
        assertThat(waiting).isNotDone();

        server.start();

        Awaitility.await().atMost(LIMIT).until(waiting::isDone);
        assertThat(written()).isEqualTo(2);
    }

    @SafeVarargs
    private void consume(ConsumerRecord<String, Decoded>... records) {
        consumer.consume(batch(records)).await().atMost(LIMIT);
    }

    @SafeVarargs
    private static ConsumerRecords<String, Decoded> batch(
            ConsumerRecord<String, Decoded>... records) {
        return new ConsumerRecords<>(Map.of(PARTITION, List.of(records)), Map.of());
    }

    private static ConsumerRecord<String, Decoded> at(long offset, Decoded decoded) {
        return new ConsumerRecord<>(
                PARTITION.topic(), PARTITION.partition(), offset, "key", decoded);
    }

    private static ConsumerRecord<String, Decoded> event(long offset) {
        UUID stream = new UUID(1, 1);
        EventMeta meta =
                EventMeta.newBuilder()
                        .setRecordId(new UUID(2, offset))
                        .setStreamId(stream)
                        .setSequence(offset + 1)
                        .setOccurredAt(Instant.EPOCH)
                        .setAccountId(stream)
                        .setLane(stream.toString())
                        .setCorrelationId(new UUID(3, 3))
                        .setTest(false)
                        .build();
        return at(
                offset,
                new Decoded.Event(
                        ApiKeyRevoked.newBuilder()
                                .setMeta(meta)
                                .setKeyId(new UUID(4, offset))
                                .build()));
    }

    private void write(Connection connection, List<PositionedEvent> events) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO written VALUES (?, ?)")) {
            for (PositionedEvent event : events) {
                UUID id = event.meta().getRecordId();
                insert.setObject(1, id);
                insert.setString(2, id.equals(poison) ? "\u0000" : "");
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void moveTo(long offset) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            run(connection, "UPDATE projection_offset SET next_offset = " + offset);
        }
    }

    private static long written() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count =
                        connection.prepareStatement("SELECT count(*) FROM written");
                ResultSet row = count.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
