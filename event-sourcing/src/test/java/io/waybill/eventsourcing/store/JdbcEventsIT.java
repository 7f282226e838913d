package io.waybill.eventsourcing.store;

import static io.waybill.eventsourcing.store.TestEvents.event;
import static io.waybill.eventsourcing.store.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Samples;
import io.waybill.schemas.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class JdbcEventsIT {

    private static final UUID STREAM = new UUID(1, 1);

    private final TestDatabase database = new TestDatabase();

    @Test
    void appended_events_are_loaded_in_order_and_wait_in_the_outbox() throws SQLException {
        database.inTransaction(c -> JdbcEvents.append(c, STREAM, 0, events(STREAM, 1, 2)));
        database.inTransaction(c -> JdbcEvents.append(c, STREAM, 2, events(STREAM, 3, 3)));

        assertThat(load()).isEqualTo(values(events(STREAM, 1, 3)));
        assertThat(database.outboxSize()).isEqualTo(3);
    }

    @Test
    void a_stale_version_is_refused_and_the_transaction_can_go_on() throws SQLException {
        database.inTransaction(c -> JdbcEvents.append(c, STREAM, 0, events(STREAM, 1, 2)));

        database.inTransaction(c -> {
            assertStale(c, 1, events(STREAM, 2, 2));
            assertThat(JdbcEvents.load(c, STREAM)).hasSize(2);
        });

        assertThat(database.outboxSize()).isEqualTo(2);
    }

    @Test
    void a_gap_is_refused() throws SQLException {
        database.inTransaction(c -> JdbcEvents.append(c, STREAM, 0, events(STREAM, 1, 1)));

        database.inTransaction(c -> assertStale(c, 2, events(STREAM, 3, 3)));
    }

    @Test
    void of_two_who_append_at_the_same_time_one_is_stale() throws Exception {
        try (Connection first = database.dataSource().getConnection();
                Connection second = database.dataSource().getConnection()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            JdbcEvents.append(first, STREAM, 0, events(STREAM, 1, 1));

            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> assertStale(second, 0, events(STREAM, 1, 1)));
            first.commit();

            waiting.get(10, TimeUnit.SECONDS);
            second.rollback();
        }
        assertThat(load()).hasSize(1);
        assertThat(database.outboxSize()).isEqualTo(1);
    }

    @Test
    void what_is_rolled_back_was_never_there() throws SQLException {
        assertThatThrownBy(() ->
                        database.inTransaction(c -> {
                            JdbcEvents.append(c, STREAM, 0, events(STREAM, 1, 1));
                            throw new SQLException("the command failed later");
                        }))
                .hasMessage("the command failed later");

        assertThat(load()).isEmpty();
        assertThat(database.outboxSize()).isZero();
    }

    @Test
    void events_that_are_not_the_next_ones_are_a_mistake() {
        List<OutboundRecord> other = events(new UUID(9, 9), 1, 1);

        assertMistake(0, List.of(event(STREAM, 2)));
        assertMistake(0, List.of(event(STREAM, 1), event(STREAM, 3)));
        assertMistake(0, other);
    }

    @Test
    void a_record_without_a_stream_goes_to_the_outbox_only() throws SQLException {
        OutboundRecord request =
                new OutboundRecord(Topic.DELIVERY_REQUESTS, "key", Samples.deliverLead());

        database.inTransaction(c -> JdbcEvents.enqueue(c, List.of(request)));

        assertThat(database.outboxSize()).isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM event")).isZero();
    }

    @Test
    void a_reply_does_not_go_through_the_outbox() {
        OutboundRecord reply =
                new OutboundRecord(Topic.INTAKE_REPLIES, "key", Samples.intakeReply());

        assertThatThrownBy(() -> database.inTransaction(c -> JdbcEvents.enqueue(c, List.of(reply))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertMistake(long expectedVersion, List<OutboundRecord> events) {
        assertThatThrownBy(() ->
                        database.inTransaction(
                                c -> JdbcEvents.append(c, STREAM, expectedVersion, events)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertStale(
            Connection connection, long expectedVersion, List<OutboundRecord> events) {
        assertThatThrownBy(() -> JdbcEvents.append(connection, STREAM, expectedVersion, events))
                .isInstanceOf(StaleVersion.class);
    }

    private List<SpecificRecord> load() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return JdbcEvents.load(connection, STREAM);
        }
    }

    private static List<SpecificRecord> values(List<OutboundRecord> records) {
        return records.stream().map(OutboundRecord::value).toList();
    }
}
