package io.waybill.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxIT {

    private static final String STREAM = "00000000-0000-0001-0000-000000000001";
    private static final String OTHER = "00000000-0000-0001-0000-000000000002";

    private final TestDatabase database = new TestDatabase();

    @Test
    void a_batch_ends_with_the_row_that_fills_it() throws SQLException {
        put(STREAM, 400_000);
        put(OTHER, 400_000);
        put(STREAM, 400_000);
        put(OTHER, 1);

        assertThat(sizes(100, 1_000_000)).containsExactly(400_000, 400_000, 400_000);
        assertThat(sizes(100, 800_000)).containsExactly(400_000, 400_000);
        assertThat(sizes(100, 2_000_000)).containsExactly(400_000, 400_000, 400_000, 1);
        assertThat(sizes(1, 2_000_000)).containsExactly(400_000);
    }

    @Test
    void a_row_that_is_larger_than_a_batch_goes_alone() throws SQLException {
        put(STREAM, 400_000);
        put(OTHER, 1);

        assertThat(sizes(100, 1)).containsExactly(400_000);
    }

    private List<Integer> sizes(int rows, long bytes) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return new Outbox(connection, 0)
                    .oldest(rows, bytes, Stuck.none(Duration.ofSeconds(1)).passedOver()).stream()
                            .map(row -> row.payload().length)
                            .toList();
        }
    }

    private void put(String stream, int bytes) {
        database.execute(
                "INSERT INTO outbox (shard, stream_id, topic, lane, key, headers, payload)"
                        + " VALUES (0, '%s', 't', 'l', 'k', '', decode(repeat('07', %d), 'hex'))"
                                .formatted(stream, bytes));
    }
}
