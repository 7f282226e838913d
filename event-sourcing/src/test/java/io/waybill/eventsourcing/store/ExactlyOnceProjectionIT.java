package io.waybill.eventsourcing.store;

import static io.waybill.eventsourcing.store.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.schemas.Decoded;
import io.waybill.schemas.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactlyOnceProjectionIT {

    private static final String TOPIC = "flow.leads";
    private static final UUID STREAM = new UUID(1, 1);

    private final TestDatabase database = new TestDatabase();
    private final ExactlyOnceProjection projection =
            new ExactlyOnceProjection(database.dataSource(), "test");

    @BeforeEach
    void makeTable() {
        database.execute("CREATE TABLE applied (position bigint)");
    }

    @Test
    void rows_and_offset_are_written_together() throws SQLException {
        assertThat(projection.next(TOPIC, 0)).isZero();

        long next = apply(0, at(0, 1), at(1, 2), at(5, 3));

        assertThat(next).isEqualTo(6);
        assertThat(projection.next(TOPIC, 0)).isEqualTo(6);
        assertThat(applied()).isEqualTo(3);
    }

    @Test
    void each_partition_has_its_own_offset() throws SQLException {
        apply(0, at(0, 1));

        assertThat(projection.next(TOPIC, 1)).isZero();
        assertThat(projection.next("flow.keys", 0)).isZero();
        assertThat(new ExactlyOnceProjection(database.dataSource(), "other").next(TOPIC, 0))
                .isZero();
    }

    @Test
    void a_writer_that_fails_leaves_nothing() throws SQLException {
        assertThatThrownBy(() ->
                        projection.apply(
                                TOPIC,
                                0,
                                0,
                                List.of(at(0, 1)),
                                (connection, events) -> {
                                    write(connection, events);
                                    throw new SQLException("failed");
                                }))
                .hasMessage("failed");

        assertThat(projection.next(TOPIC, 0)).isZero();
        assertThat(applied()).isZero();
        assertThat(apply(0, at(0, 1))).isEqualTo(1);
        assertThat(applied()).isEqualTo(1);
    }

    @Test
    void a_batch_that_was_applied_before_is_displaced() throws SQLException {
        apply(0, at(0, 1));

        assertThatThrownBy(() -> apply(0, at(0, 1))).isInstanceOf(Displaced.class);

        assertThat(applied()).isEqualTo(1);
    }

    @Test
    void an_offset_that_nobody_has_reached_is_displaced() throws SQLException {
        assertThatThrownBy(() -> apply(7, at(7, 1))).isInstanceOf(Displaced.class);

        assertThat(projection.next(TOPIC, 0)).isZero();
    }

    @Test
    void of_two_owners_the_second_is_rolled_back() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        CompletableFuture<Long> first =
                CompletableFuture.supplyAsync(() ->
                        applyUnchecked((connection, events) -> {
                            write(connection, events);
                            writing.countDown();
                            awaitLatch(finish);
                        }));
        awaitLatch(writing);

        CompletableFuture<Long> second =
                CompletableFuture.supplyAsync(() -> applyUnchecked(ExactlyOnceProjectionIT::write));
        finish.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Displaced.class);
        assertThat(applied()).isEqualTo(1);
    }

    @Test
    void an_event_that_was_published_twice_counts_once() throws SQLException {
        apply(0, at(0, 1), at(1, 2), at(2, 1), at(3, 2));
        apply(4, at(4, 2), at(5, 3));

        assertThat(applied()).isEqualTo(3);
        assertThat(projection.next(TOPIC, 0)).isEqualTo(6);
    }

    @Test
    void a_rolled_back_event_is_not_taken_for_a_repeat() throws SQLException {
        assertThatThrownBy(() ->
                        projection.apply(
                                TOPIC,
                                0,
                                0,
                                List.of(at(0, 1)),
                                (_, _) -> {
                                    throw new SQLException("died");
                                }))
                .hasMessage("died");

        apply(0, at(0, 1));

        assertThat(applied()).isEqualTo(1);
    }

    @Test
    void an_event_whose_rows_are_refused_for_what_they_hold_is_left_out() throws SQLException {
        Picky writer = new Picky(1L);

        long next =
                projection.apply(
                        TOPIC, 0, 0, List.of(at(0, 1), at(1, 2), at(2, 3), at(5, 4)), writer);

        assertThat(next).isEqualTo(6);
        assertThat(applied()).isEqualTo(3);
        assertThat(writer.leftOut).containsExactly(1L);
    }

    /** Divides by zero for the event at an offset, which is a data exception. */
    private static final class Picky implements ExactlyOnceProjection.Writer {

        private final long poison;
        private final List<Long> leftOut = new ArrayList<>();

        Picky(long poison) {
            this.poison = poison;
        }

        @Override
        public void write(Connection connection, List<PositionedEvent> events) throws SQLException {
            ExactlyOnceProjectionIT.write(connection, events);
            if (events.stream().anyMatch(event -> event.offset() == poison)) {
                try (PreparedStatement impossible = connection.prepareStatement("SELECT 1 / 0")) {
                    impossible.execute();
                }
            }
        }

        @Override
        public void leftOut(PositionedEvent event, Exception refusal) {
            assertThat(refusal).isInstanceOf(SQLException.class);
            leftOut.add(event.offset());
        }
    }

    @Test
    void records_of_a_compacted_topic_all_pass() throws SQLException {
        PositionedEvent live = keyRecord(0, Samples.leadKeyLive());
        PositionedEvent again = keyRecord(1, Samples.leadKeyLive());

        projection.apply("flow.keys", 0, 0, List.of(live, again), ExactlyOnceProjectionIT::write);

        assertThat(applied()).isEqualTo(2);
    }

    @Test
    void what_cannot_be_read_only_moves_the_offset() throws SQLException {
        PositionedEvent unknown =
                new PositionedEvent(TOPIC, 0, 0, new Decoded.UnknownRecord("a.B"));
        PositionedEvent broken =
                new PositionedEvent(TOPIC, 0, 1, new Decoded.Undecodable(new byte[1], "x"));

        assertThat(apply(0, unknown, broken)).isEqualTo(2);

        assertThat(applied()).isZero();
        assertThat(broken.value()).isNull();
        assertThatThrownBy(broken::meta).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_empty_batch_changes_nothing() throws SQLException {
        assertThat(apply(0)).isZero();
    }

    private long apply(long expectedNext, PositionedEvent... batch) throws SQLException {
        return projection.apply(
                TOPIC, 0, expectedNext, List.of(batch), ExactlyOnceProjectionIT::write);
    }

    private long applyUnchecked(ExactlyOnceProjection.Writer writer) {
        try {
            return projection.apply(TOPIC, 0, 0, List.of(at(0, 1)), writer);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Connection connection, List<PositionedEvent> events)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO applied VALUES (?)")) {
            for (PositionedEvent event : events) {
                insert.setLong(1, event.offset());
                insert.executeUpdate();
            }
        }
    }

    private static PositionedEvent at(long offset, long sequence) {
        SpecificRecord value = event(STREAM, sequence).value();
        return new PositionedEvent(TOPIC, 0, offset, new Decoded.Event(value));
    }

    private static PositionedEvent keyRecord(long offset, SpecificRecord value) {
        return new PositionedEvent("flow.keys", 0, offset, new Decoded.Event(value));
    }

    private long applied() {
        return database.number("SELECT count(*) FROM applied");
    }
}
