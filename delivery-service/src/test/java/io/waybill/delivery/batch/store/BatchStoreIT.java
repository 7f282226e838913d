package io.waybill.delivery.batch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.batch.BatchView;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.transport.ReadyFile;
import io.waybill.local.kit.Database;
import io.waybill.local.kit.DatabaseServer;
import io.waybill.local.kit.Secrets;
import io.waybill.local.kit.Servers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches on a real PostgreSQL. */
@Timeout(120)
class BatchStoreIT {

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
    void several_instances_make_each_batch_once() throws Exception {
        for (int i = 0; i < 25; i++) {
            bench.queue(UUID.randomUUID());
        }
        try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> making = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                making.add(
                        instances.submit(() -> {
                            bench.maker().make();
                            return true;
                        }));
            }
            for (Future<?> one : making) {
                one.get();
            }
        }

        assertThat(bench.number("SELECT count(*) FROM batch WHERE rows = 10")).isEqualTo(2);
        assertThat(bench.number("SELECT count(*) FROM batch_row WHERE batch_id IS NULL"))
                .isEqualTo(5);
        assertThat(bench.number("SELECT max(number) FROM batch")).isEqualTo(2);
    }

    @Test
    void each_lead_has_its_outcome_and_its_event() throws Exception {
        UUID event = UUID.randomUUID();
        bench.queue(event);
        bench.queue(event);
        bench.queueMany(9);

        bench.go();

        BatchView batch =
                bench.reader()
                        .of(BatchBench.ACCOUNT, bench.destinationId, 99, 10)
                        .items()
                        .getFirst();
        assertThat(batch.state()).isEqualTo("sent");
        assertThat(batch.rows()).isEqualTo(10);
        assertThat(batch.taken()).isEqualTo(10);
        assertThat(bench.sent).hasSize(1);
        assertThat(bench.number("SELECT count(*) FROM outbox")).isEqualTo(10);
        assertThat(
                        bench.reader()
                                .rows(
                                        BatchBench.ACCOUNT,
                                        bench.destinationId,
                                        batch.id(),
                                        null,
                                        50))
                .anySatisfy(row -> assertThat(row.eventId()).isEqualTo(event))
                .allSatisfy(row -> assertThat(row.outcome()).isEqualTo("success"));
        assertThat(bench.reader().of(new UUID(9, 9), bench.destinationId, 99, 10).items())
                .isEmpty();
    }

    @Test
    void a_row_of_an_open_delivery_waits() throws Exception {
        UUID event = UUID.randomUUID();
        bench.execute(
                """
                INSERT INTO delivery (event_id, account_id, lead_id, step_id, accepted_at,
                    settle_by, owner, sequence, state, attempts, doubtful, cause_partition,
                    cause_offset, wrapped_key, master_key_id)
                VALUES ('%s', '%s', '%s', 's', now(), now(), '%s', 2, 'sending', 1, false, 0, 0,
                    '', '')
                """
                        .formatted(
                                event, BatchBench.ACCOUNT, BatchBench.ACCOUNT, BatchBench.ACCOUNT));
        bench.queue(event);
        bench.queueMany(9);

        bench.maker().make();
        assertThat(bench.number("SELECT count(*) FROM batch")).isZero();

        bench.execute(
                "UPDATE delivery SET owner = NULL, state = 'settled', settled_at = now(),"
                        + " sequence = 4");
        bench.go();
        assertThat(bench.number("SELECT sequence FROM delivery")).isEqualTo(5);
        assertThat(bench.number("SELECT count(*) FROM batch WHERE state = 'sent'")).isEqualTo(1);
        bench.execute("DELETE FROM delivery");
    }

    @Test
    void one_that_was_killed_half_way_is_unknown_and_does_not_go_twice() throws Exception {
        bench.queueMany(10);
        bench.maker().make();
        bench.killed();

        assertThat(bench.runner().handOver()).isTrue();

        assertThat(bench.sent).isEmpty();
        BatchView batch =
                bench.reader()
                        .of(BatchBench.ACCOUNT, bench.destinationId, 99, 1)
                        .items()
                        .getFirst();
        assertThat(batch.state()).isEqualTo("unknown");
        assertThat(batch.reason()).isEqualTo(BatchRunner.INTERRUPTED);
        assertThat(bench.number("SELECT count(*) FROM batch_row WHERE NOT certain")).isEqualTo(10);
    }

    @Test
    void a_file_that_was_killed_half_way_goes_again_under_its_own_name() throws Exception {
        bench.destination = bench.destination(BatchBench.SFTP);
        bench.queueMany(10);
        bench.maker().make();
        assertThat(bench.runner().handOver()).isTrue();
        bench.execute("UPDATE batch SET state = 'due', due_at = now(), ended_at = NULL");
        bench.execute("UPDATE batch_row SET outcome = NULL, ended_at = NULL");
        bench.killed();

        assertThat(bench.runner().handOver()).isTrue();

        assertThat(bench.sent)
                .extracting(one -> ((ReadyFile) one).name())
                .hasSize(2)
                .containsOnly(((ReadyFile) bench.sent.getFirst()).name());
        assertThat(new String(((ReadyFile) bench.sent.get(0)).content(), StandardCharsets.UTF_8))
                .isEqualTo(
                        new String(
                                ((ReadyFile) bench.sent.get(1)).content(), StandardCharsets.UTF_8))
                .startsWith("name\r\n");
    }

    @Test
    void rows_that_were_not_taken_go_with_the_next_batch() throws Exception {
        UUID rejected = UUID.randomUUID();
        bench.queue(rejected);
        bench.queueMany(9);
        bench.answer =
                BatchBench.result(
                        AttemptOutcome.SUCCESS, 200, "{\"rejected\":[\"" + rejected + "\"]}");
        bench.go();
        BatchView first =
                bench.reader()
                        .of(BatchBench.ACCOUNT, bench.destinationId, 99, 1)
                        .items()
                        .getFirst();
        assertThat(first.taken()).isEqualTo(9);

        assertThat(
                        bench.reader()
                                .resend(
                                        BatchBench.ACCOUNT,
                                        bench.destinationId,
                                        first.id(),
                                        false,
                                        bench.clock.instant()))
                .isTrue();

        assertThat(bench.reader().rows(BatchBench.ACCOUNT, bench.destinationId, null, null, 5))
                .extracting(BatchView.Row::eventId)
                .containsExactly(rejected);
        bench.answer = BatchBench.result(AttemptOutcome.SUCCESS, 200, null);
        bench.queueMany(9);
        bench.go();
        assertThat(bench.number("SELECT count(*) FROM batch_row WHERE outcome = 'success'"))
                .isEqualTo(19);
        assertThat(
                        bench.number(
                                "SELECT sequence FROM batch_row WHERE event_id = '"
                                        + rejected
                                        + "'"))
                .isEqualTo(2);
    }

    @Test
    void a_batch_that_is_refused_can_go_again_as_itself() throws Exception {
        bench.queueMany(10);
        bench.answer = BatchBench.result(AttemptOutcome.FAILURE, 422, null);
        bench.go();
        BatchView batch =
                bench.reader()
                        .of(BatchBench.ACCOUNT, bench.destinationId, 99, 1)
                        .items()
                        .getFirst();
        assertThat(batch.state()).isEqualTo("refused");

        bench.answer = BatchBench.result(AttemptOutcome.SUCCESS, 200, null);
        bench.reader()
                .resend(
                        BatchBench.ACCOUNT,
                        bench.destinationId,
                        batch.id(),
                        false,
                        bench.clock.instant());
        bench.runner().handOver();

        BatchView again =
                bench.reader()
                        .of(BatchBench.ACCOUNT, bench.destinationId, 99, 1)
                        .items()
                        .getFirst();
        assertThat(again.id()).isEqualTo(batch.id());
        assertThat(again.state()).isEqualTo("sent");
        assertThat(again.fileName()).isEqualTo(batch.fileName());
    }

    @Test
    void an_attempt_that_never_left_is_made_again_later() throws Exception {
        bench.queueMany(10);
        bench.answer = BatchBench.result(AttemptOutcome.ERROR, null, null);
        bench.maker().make();
        bench.runner().handOver();

        BatchView batch =
                bench.reader()
                        .of(BatchBench.ACCOUNT, bench.destinationId, 99, 1)
                        .items()
                        .getFirst();
        assertThat(batch.state()).isEqualTo("due");
        assertThat(batch.attempts()).isEqualTo(1);
        assertThat(bench.runner().handOver()).isFalse();
    }
}
