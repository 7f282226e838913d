package io.waybill.eventsourcing.store;

import static io.waybill.eventsourcing.store.TestEvents.disabled;
import static io.waybill.eventsourcing.store.TestEvents.event;
import static io.waybill.eventsourcing.store.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.schemas.OutboundRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be published, and what stands behind it in the outbox. */
class RelayStuckIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BATCH = 5;
    private static final int STUCK_STREAMS = 40;
    private static final RelaySettings QUICK =
            new RelaySettings(BATCH, 1 << 20, Duration.ofMillis(20), Duration.ofMillis(50));

    private final TestDatabase database = new TestDatabase();
    private final FakeTopic topic = new FakeTopic();
    private final Relay relay = new Relay(database.dataSource(), topic, QUICK);

    @AfterEach
    void close() {
        relay.close();
        topic.close();
    }

    private enum Trouble {
        FAILS_AT_ONCE,
        BLOCKS,
        HANGS;

        CompletionStage<Void> at(FakeTopic topic) {
            return switch (this) {
                case FAILS_AT_ONCE -> topic.fail();
                case BLOCKS -> topic.block();
                case HANGS -> new CompletableFuture<>();
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void a_topic_that_takes_nothing_does_not_hold_up_another_behind_many_batches(Trouble trouble)
            throws SQLException {
        topic.behave(unless("flow.definitions", trouble));
        Map<UUID, Long> behind = new HashMap<>();
        Map<UUID, Long> all = new HashMap<>();
        for (int n = 1; n <= STUCK_STREAMS; n++) {
            UUID stream = new UUID(1, n);
            append(stream, disabled(stream, 1), event(stream, 2));
            all.put(stream, 2L);
        }
        for (int n = 1; n <= STUCK_STREAMS; n++) {
            UUID stream = new UUID(2, n);
            append(stream, events(stream, 1, 3));
            behind.put(stream, 3L);
        }
        all.putAll(behind);

        relay.start();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.consumed()).isEqualTo(behind));
        assertThat(database.outboxSize()).isEqualTo(2 * STUCK_STREAMS);

        topic.behave(topic::append);
        awaitEmptyOutbox();
        assertThat(topic.consumed()).isEqualTo(all);
    }

    @Test
    void a_stream_that_is_refused_at_once_holds_up_no_other_of_its_topic() throws SQLException {
        UUID refused = new UUID(1, 2);
        topic.behave(row -> row.streamId().equals(refused) ? topic.fail() : topic.append(row));
        Map<UUID, Long> others = new HashMap<>();
        append(refused, events(refused, 1, 3L * BATCH));
        for (int n = 1; n <= 30; n++) {
            UUID stream = new UUID(2, n);
            append(stream, events(stream, 1, 2));
            others.put(stream, 2L);
        }

        relay.start();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.consumed()).isEqualTo(others));
        assertThat(database.outboxSize()).isEqualTo(3L * BATCH);
    }

    @Test
    void a_stream_that_seems_to_block_its_topic_gives_way_to_the_others() throws SQLException {
        UUID blocking = new UUID(1, 2);
        topic.behave(row -> row.streamId().equals(blocking) ? topic.block() : topic.append(row));
        append(blocking, events(blocking, 1, 1));
        UUID other = new UUID(2, 2);
        append(other, events(other, 1, 10));

        relay.start();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topic.consumed()).isEqualTo(Map.of(other, 10L)));
    }

    @Test
    void what_fails_again_and_again_is_tried_ever_more_rarely() throws SQLException {
        AtomicInteger calls = new AtomicInteger();
        UUID refused = new UUID(1, 2);
        topic.behave(row -> {
            if (row.streamId().equals(refused)) {
                calls.incrementAndGet();
                return topic.fail();
            }
            return topic.append(row);
        });
        append(refused, events(refused, 1, 1));

        relay.start();

        await().atMost(LIMIT).until(() -> calls.get() >= 3);
        // After 40 and 80 ms and then every 160: far fewer calls than looks.
        await().during(Duration.ofSeconds(1)).atMost(LIMIT).until(() -> calls.get() <= 12);
    }

    private Function<OutboxRow, CompletionStage<Void>> unless(String stuck, Trouble trouble) {
        return row -> row.topic().equals(stuck) ? trouble.at(topic) : topic.append(row);
    }

    private void append(UUID stream, OutboundRecord... events) throws SQLException {
        append(stream, List.of(events));
    }

    private void append(UUID stream, List<OutboundRecord> events) throws SQLException {
        database.inTransaction(c -> JdbcEvents.append(c, stream, 0, events));
    }

    private void awaitEmptyOutbox() {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(database.outboxSize()).isZero());
    }
}
