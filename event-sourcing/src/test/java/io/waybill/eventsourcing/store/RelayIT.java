package io.waybill.eventsourcing.store;

import static io.waybill.eventsourcing.store.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayIT {

    private static final UUID STREAM = new UUID(1, 1);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final RelaySettings QUICK =
            new RelaySettings(50, 1 << 20, Duration.ofMillis(20), Duration.ofMillis(300));

    private final TestDatabase database = new TestDatabase();
    private final FakeTopic topic = new FakeTopic();
    private final List<Relay> relays = new ArrayList<>();

    @AfterEach
    void close() {
        relays.forEach(Relay::close);
        topic.close();
    }

    @Test
    void what_was_committed_is_published_with_its_headers_and_deleted() throws SQLException {
        start(QUICK);
        Map<String, String> trace = Map.of("traceparent", "00-1-2-01");
        database.inTransaction(c -> JdbcEvents.append(c, STREAM, 0, events(STREAM, 1, 3), trace));

        awaitEmptyOutbox();

        assertThat(topic.consumed()).isEqualTo(Map.of(STREAM, 3L));
        assertThat(topic.appended())
                .allSatisfy(row -> {
                    assertThat(row.topic()).isEqualTo("flow.leads");
                    assertThat(row.key()).isEqualTo(STREAM.toString());
                    assertThat(row.headers())
                            .containsEntry("traceparent", "00-1-2-01")
                            .containsKeys("waybill-schema", "waybill-record");
                });
    }

    @Test
    void waking_it_is_enough() throws SQLException {
        Relay relay =
                start(new RelaySettings(50, 1 << 20, Duration.ofMinutes(5), Duration.ofSeconds(5)));
        await().atMost(LIMIT).until(() -> locks() == EventSql.SHARDS);

        append(STREAM, 1, 1);
        relay.wake();

        awaitEmptyOutbox();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothing_is_lost_or_overtaken_when_the_topic_is_moody(long seed) throws SQLException {
        topic.behave(topic.moody(seed));
        start(QUICK);
        Map<UUID, Long> expected = new HashMap<>();

        for (int n = 1; n <= 20; n++) {
            UUID stream = new UUID(seed, n);
            append(stream, 1, 5);
            append(stream, 6, 10);
            expected.put(stream, 10L);
        }

        awaitEmptyOutbox();
        assertThat(topic.consumed()).isEqualTo(expected);
    }

    @Test
    void a_row_stays_until_it_is_acknowledged() throws SQLException {
        topic.behave(topic::appendAndHang);
        start(QUICK);

        append(STREAM, 1, 2);
        await().atMost(LIMIT).until(() -> topic.size() >= 3);

        assertThat(database.outboxSize()).isEqualTo(2);
        assertThat(topic.consumed()).isEqualTo(Map.of(STREAM, 1L));

        topic.behave(topic::append);
        awaitEmptyOutbox();
        assertThat(topic.consumed()).isEqualTo(Map.of(STREAM, 2L));
    }

    @Test
    void a_stream_that_cannot_be_published_does_not_hold_up_the_others() throws SQLException {
        UUID other = new UUID(1, 3);
        CompletableFuture<Void> never = new CompletableFuture<>();
        topic.behave(row -> row.streamId().equals(STREAM) ? never : topic.append(row));
        start(QUICK);

        append(STREAM, 1, 3);
        append(other, 1, 3);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topic.consumed()).isEqualTo(Map.of(other, 3L)));
        assertThat(database.outboxSize()).isEqualTo(3);
    }

    @Test
    void a_publisher_that_throws_is_asked_again() throws SQLException {
        AtomicInteger calls = new AtomicInteger();
        topic.behave(row -> {
            if (calls.incrementAndGet() <= 3) {
                throw new IllegalStateException("died");
            }
            return topic.append(row);
        });
        start(QUICK);

        append(STREAM, 1, 2);

        awaitEmptyOutbox();
        assertThat(topic.consumed()).isEqualTo(Map.of(STREAM, 2L));
    }

    @Test
    void while_nobody_takes_rows_only_one_is_tried_at_a_time() throws SQLException {
        AtomicInteger calls = new AtomicInteger();
        topic.behave(_ -> {
            calls.incrementAndGet();
            return topic.block();
        });
        for (int n = 1; n <= 40; n++) {
            append(new UUID(0, n), 1, 1);
        }

        start(new RelaySettings(50, 1 << 20, Duration.ofMinutes(5), Duration.ofSeconds(5)));

        await().atMost(LIMIT).until(() -> calls.get() == EventSql.SHARDS);
        await().during(Duration.ofMillis(300)).until(() -> calls.get() == EventSql.SHARDS);
    }

    @Test
    void a_shard_outlives_an_error() throws SQLException {
        AtomicInteger calls = new AtomicInteger();
        topic.behave(row -> {
            if (calls.incrementAndGet() <= 2) {
                throw new StackOverflowError("died");
            }
            return topic.append(row);
        });
        start(QUICK);

        append(STREAM, 1, 2);

        awaitEmptyOutbox();
        assertThat(topic.consumed()).isEqualTo(Map.of(STREAM, 2L));
    }

    @Test
    void of_two_relays_one_publishes_and_the_other_takes_over() throws SQLException {
        Relay first = start(QUICK);
        await().atMost(LIMIT).until(() -> locks() == EventSql.SHARDS);
        start(QUICK);

        append(STREAM, 1, 20);
        awaitEmptyOutbox();
        assertThat(topic.size()).isEqualTo(20);

        first.close();
        append(STREAM, 21, 40);
        awaitEmptyOutbox();
        assertThat(topic.size()).isEqualTo(40);
        assertThat(topic.consumed()).isEqualTo(Map.of(STREAM, 40L));
    }

    @Test
    void a_relay_that_was_stopped_leaves_the_lock_and_the_rows() throws SQLException {
        Relay relay = start(QUICK);
        await().atMost(LIMIT).until(() -> locks() == EventSql.SHARDS);

        relay.close();
        append(STREAM, 1, 1);

        assertThat(locks()).isZero();
        assertThat(database.outboxSize()).isEqualTo(1);
    }

    @Test
    void a_killed_session_is_followed_by_a_new_one() throws SQLException {
        start(QUICK);
        append(STREAM, 1, 5);
        awaitEmptyOutbox();

        database.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
        append(STREAM, 6, 10);

        awaitEmptyOutbox();
        assertThat(topic.consumed()).isEqualTo(Map.of(STREAM, 10L));
    }

    @Test
    void a_database_that_is_away_is_waited_for() throws SQLException {
        AtomicBoolean away = new AtomicBoolean(true);
        DataSource flaky = new FlakyDataSource(database.dataSource(), away);
        Relay relay = new Relay(flaky, topic, QUICK);
        relays.add(relay);
        relay.start();
        append(STREAM, 1, 1);
        await().during(Duration.ofMillis(200)).until(() -> topic.size() == 0);

        away.set(false);

        awaitEmptyOutbox();
    }

    @Test
    void what_was_rolled_back_is_not_published() throws SQLException {
        start(QUICK);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            JdbcEvents.append(connection, STREAM, 0, events(STREAM, 1, 1));
            connection.rollback();
        }
        UUID other = new UUID(1, 3);
        append(other, 1, 1);

        awaitEmptyOutbox();

        assertThat(topic.consumed()).isEqualTo(Map.of(other, 1L));
    }

    private Relay start(RelaySettings settings) {
        Relay relay = new Relay(database.dataSource(), topic, settings);
        relays.add(relay);
        relay.start();
        return relay;
    }

    private void append(UUID stream, long from, long to) throws SQLException {
        database.inTransaction(
                c -> JdbcEvents.append(c, stream, from - 1, events(stream, from, to)));
    }

    private long locks() {
        return database.number(
                "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
                        + " WHERE locktype = 'advisory' AND d.datname = current_database()");
    }

    private void awaitEmptyOutbox() {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(database.outboxSize()).isZero());
    }
}
