package io.waybill.delivery.batch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.batch.BatchGate;
import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.destination.Escalation;
import io.waybill.delivery.destination.Limits;
import io.waybill.delivery.destination.Transport;
import io.waybill.delivery.request.http.Guard;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.AttemptResult.Exchange;
import io.waybill.delivery.settling.AttemptResult.Read;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.TransportSender;
import io.waybill.delivery.transport.Transports;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.language.Retry;
import io.waybill.meta.v1.EventMeta;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A destination that gathers batches, on a real PostgreSQL; what is sent is only written down. */
final class BatchBench {

    static final UUID ACCOUNT = new UUID(7, 1);
    static final Transport HTTP = new Transport.Http();
    static final Transport SFTP =
            new Transport.Sftp("files.example", 22, "in", "leads.csv", "SHA256:x");

    private final PGSimpleDataSource source = new PGSimpleDataSource();

    private final Database database = new Database(source);
    final List<Prepared.Ready> sent = new CopyOnWriteArrayList<>();
    final List<AttemptOutcome> notes = new CopyOnWriteArrayList<>();
    final List<String> givenUp = new CopyOnWriteArrayList<>();
    @Nullable Instant shutUntil;
    final UUID destinationId = UUID.randomUUID();
    final InstantSource clock = InstantSource.system();
    AttemptResult answer = result(AttemptOutcome.SUCCESS, 200, null);
    private final MasterKeys masterKeys;
    Destination destination = destination(HTTP);

    /** On a database that has its tables, emptied of what a test before left. */
    BatchBench(io.waybill.local.kit.Database made, Path keys) throws SQLException {
        masterKeys = MasterKeys.load(keys);
        source.setUrl(made.jdbcUrl());
        source.setUser(made.username());
        source.setPassword(made.password());
    }

    void makeTables() throws IOException, SQLException {
        for (String script :
                List.of(
                        "event-sourcing/V0_1__event_sourcing",
                        "migration/V1__delivery",
                        "migration/V5__batch")) {
            execute(script(script));
        }
    }

    void go() throws SQLException {
        maker().make();
        assertThat(runner().handOver()).isTrue();
    }

    void killed() throws SQLException {
        execute(
                "UPDATE batch SET state = 'sending', claim = '"
                        + ACCOUNT
                        + "',"
                        + " claimed_until = now() - interval '1 second'");
    }

    BatchMaker maker() {
        return new BatchMaker(database, destinations(), clock);
    }

    BatchReader reader() {
        return new BatchReader(database, masterKeys);
    }

    BatchRunner runner() {
        Guard guard = Guard.of("crm.example.com");
        return new BatchRunner(
                database,
                destinations(),
                new Transports(List.of(new Playing()), defect -> {}),
                new BatchRunner.Parts(
                        new Handover(masterKeys, guard),
                        new RowEndings(masterKeys),
                        new Gate(),
                        masterKeys),
                clock);
    }

    private Destinations destinations() {
        return (account, id) ->
                account.equals(ACCOUNT) && id.equals(destinationId)
                        ? Optional.of(destination)
                        : Optional.empty();
    }

    private final class Gate implements BatchGate {
        @Override
        public Optional<Instant> shutUntil(Destination asked, Instant now) {
            return Optional.ofNullable(shutUntil);
        }

        @Override
        public void note(Destination noted, AttemptOutcome outcome) {
            notes.add(outcome);
        }

        @Override
        public void givenUp(Destination told, String fileName, int rows) {
            givenUp.add(fileName);
        }
    }

    private final class Playing implements TransportSender {
        @Override
        public boolean takes(Prepared.Ready ready) {
            return true;
        }

        @Override
        public CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left) {
            sent.add(ready);
            return CompletableFuture.completedFuture(answer);
        }
    }

    void queueMany(int rows) throws SQLException {
        for (int i = 0; i < rows; i++) {
            queue(UUID.randomUUID());
        }
    }

    void queue(UUID event) throws SQLException {
        DataKey key = DataKey.random();
        UUID record = UUID.randomUUID();
        EventMeta meta =
                EventMeta.newBuilder()
                        .setRecordId(record)
                        .setStreamId(event)
                        .setSequence(0)
                        .setOccurredAt(Instant.EPOCH)
                        .setAccountId(ACCOUNT)
                        .setLane(ACCOUNT.toString())
                        .setCorrelationId(record)
                        .setTest(false)
                        .build();
        BatchRow row =
                new BatchRow(
                        meta,
                        destinationId,
                        UUID.randomUUID(),
                        "step",
                        masterKeys.wrap(key),
                        key.sealText(event, record, BatchRow.FIELD, "{\"name\":\"Zoë\"}"));
        database.once(connection -> QueueTable.queue(connection, row, clock.instant()));
    }

    Destination destination(Transport transport) {
        return new Destination(
                destinationId,
                ACCOUNT,
                "crm",
                1,
                transport,
                Map.of("url", "https://crm.example.com/leads"),
                Optional.empty(),
                Limits.standard(),
                Retry.standard(),
                Optional.empty(),
                Optional.of(
                        new Batch(
                                Batch.Format.CSV,
                                new Batch.Trigger.Count(10),
                                Map.of("name", "{{lead.name}}"),
                                10,
                                false)),
                false,
                Escalation.NOBODY,
                true);
    }

    static AttemptResult result(
            AttemptOutcome outcome, @Nullable Integer status, @Nullable String appended) {
        return new AttemptResult(
                outcome,
                status,
                Duration.ofMillis(5),
                outcome == AttemptOutcome.SUCCESS ? null : "why",
                new Read(null, null, appended),
                new Exchange("batch", null));
    }

    private static String script(String name) throws IOException {
        try (InputStream in = BatchBench.class.getResourceAsStream("/db/" + name + ".sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
