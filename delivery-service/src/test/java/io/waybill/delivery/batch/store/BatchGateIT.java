package io.waybill.delivery.batch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.batch.BatchSize;
import io.waybill.delivery.batch.BatchView;
import io.waybill.delivery.batch.store.QueueTable.Queued;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.local.kit.Database;
import io.waybill.local.kit.DatabaseServer;
import io.waybill.local.kit.Secrets;
import io.waybill.local.kit.Servers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches whose destination takes nothing, or that end their process, on a real PostgreSQL. */
@Timeout(120)
class BatchGateIT {

    @TempDir private static Path folder;
    private static @Nullable DatabaseServer server;
    private static @Nullable Database made;

    @SuppressWarnings("NullAway.Init") // filled in before each test
    private BatchBench bench;

    @BeforeAll
    static void start() throws Exception {
        Secrets.write(folder.resolve("keys"), "test-1 " + Secrets.random() + "\n");
        DatabaseServer started = Servers.chosen().database(folder.resolve("postgres"));
        started.start();
        server = started;
        made = started.database("delivery");
        new BatchBench(made, folder.resolve("keys")).makeTables();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        bench = new BatchBench(Objects.requireNonNull(made), folder.resolve("keys"));
        bench.execute("DELETE FROM batch_row; DELETE FROM batch; DELETE FROM outbox");
    }

    @Test
    void a_batch_waits_for_its_destination_and_loses_no_attempt() throws Exception {
        // given
        bench.queueMany(10);
        bench.maker().make();
        bench.shutUntil = bench.clock.instant().plus(Duration.ofHours(1));

        // when
        assertThat(bench.runner().handOver()).isTrue();

        // then
        assertThat(bench.sent).isEmpty();
        assertThat(bench.runner().handOver()).isFalse();
        assertThat(batch().state()).isEqualTo("due");
        assertThat(batch().attempts()).isZero();

        // when
        bench.shutUntil = null;
        bench.execute("UPDATE batch SET due_at = now()");
        assertThat(bench.runner().handOver()).isTrue();

        // then
        assertThat(batch().state()).isEqualTo("sent");
        assertThat(bench.notes).containsExactly(AttemptOutcome.SUCCESS);
        assertThat(bench.givenUp).isEmpty();
    }

    @Test
    void somebody_is_told_of_a_batch_that_was_not_taken() throws Exception {
        bench.queueMany(10);
        bench.answer = BatchBench.result(AttemptOutcome.FAILURE, 422, null);

        bench.go();

        assertThat(bench.notes).containsExactly(AttemptOutcome.FAILURE);
        assertThat(bench.givenUp).containsExactly(batch().fileName());
    }

    @Test
    void a_file_that_ends_its_process_each_time_does_not_go_for_ever() throws Exception {
        bench.destination = bench.destination(BatchBench.SFTP);
        bench.queueMany(10);
        bench.maker().make();
        bench.killed();
        bench.execute("UPDATE batch SET attempts = " + bench.destination.retry().attempts());

        assertThat(bench.runner().handOver()).isTrue();

        assertThat(bench.sent).isEmpty();
        assertThat(batch().state()).isEqualTo("unknown");
        assertThat(bench.givenUp).hasSize(1);
    }

    @Test
    void one_that_is_too_large_to_be_written_ends_without_being_read() throws Exception {
        bench.queueMany(10);
        bench.maker().make();
        bench.execute(
                "UPDATE batch_row SET cells = convert_to(repeat('x', %d), 'UTF8')"
                        .formatted(BatchSize.most() / 4));

        assertThat(bench.runner().handOver()).isTrue();

        assertThat(bench.sent).isEmpty();
        assertThat(batch().state()).isEqualTo("failed");
        assertThat(batch().reason()).isEqualTo(Handover.TOO_LARGE);
    }

    @Test
    void a_batch_takes_as_many_rows_as_fit() {
        List<Queued> rows = List.of(queued(60), queued(30), queued(20));

        assertThat(Queued.within(rows, 100)).hasSize(2);
        assertThat(Queued.within(rows, 10)).hasSize(1);
        assertThat(Queued.within(rows, 110)).hasSize(3);
    }

    private BatchView batch() throws SQLException {
        return bench.reader().of(BatchBench.ACCOUNT, bench.destinationId, 99, 1).items().getFirst();
    }

    private static Queued queued(int bytes) {
        return new Queued(UUID.randomUUID(), Instant.EPOCH, bytes);
    }
}
