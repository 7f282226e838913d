package io.waybill.delivery.batch.store;

import static java.util.stream.Collectors.partitioningBy;

import io.waybill.delivery.batch.BatchEnd;
import io.waybill.delivery.batch.BatchGate;
import io.waybill.delivery.batch.BatchSize;
import io.waybill.delivery.batch.store.Handover.Written;
import io.waybill.delivery.batch.store.RowEndings.Ending;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.Transports;
import io.waybill.eventsourcing.sealing.MasterKeyMissing;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.meta.v1.Outcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands batches over, those of one destination one after the other. A batch is claimed for as long
 * as an attempt may take; one whose process is gone goes out again only where that can do no harm.
 */
@Singleton
final class BatchRunner {

    private static final Outcome ERROR = Outcome.ERROR;
    static final String GONE = "The destination is gone or gathers no batches any more";
    static final String INTERRUPTED = "Sending was interrupted and no answer was recorded";
    static final String ERASED = "The row cannot be opened any more";
    static final String REJECTED = "The receiver did not take the row";

    private static final Logger LOG = Logger.getLogger(BatchRunner.class);
    private static final Duration LONGEST = Duration.ofSeconds(360);

    /** What is written after an attempt takes a while too. */
    private static final Duration CLAIM = LONGEST.plusSeconds(60);

    private static final Duration KEY_COMES = Duration.ofSeconds(30);

    private final Database database;
    private final Destinations destinations;
    private final Transports transports;
    private final Parts parts;
    private final InstantSource clock;

    /** What it writes with. */
    @Singleton
    static final class Parts {

        private final Handover handover;
        private final RowEndings endings;
        private final BatchGate gate;
        private final MasterKeys masterKeys;

        @Inject
        Parts(Handover handover, RowEndings endings, BatchGate gate, MasterKeys masterKeys) {
            this.handover = handover;
            this.endings = endings;
            this.gate = gate;
            this.masterKeys = masterKeys;
        }
    }

    @Inject
    BatchRunner(
            Database database,
            Destinations destinations,
            Transports transports,
            Parts parts,
            InstantSource clock) {
        this.database = database;
        this.destinations = destinations;
        this.transports = transports;
        this.parts = parts;
        this.clock = clock;
    }

    /** Hands one batch over; returns false where none is due. */
    boolean handOver() throws SQLException {
        Optional<MadeBatch> claimed =
                database.once(connection ->
                        BatchTable.claim(connection, UUID.randomUUID(), CLAIM, clock.instant()));
        if (claimed.isEmpty()) {
            return false;
        }
        MadeBatch batch = claimed.get();
        Optional<Destination> destination =
                destinations.find(batch.accountId(), batch.destinationId());
        if (destination.isEmpty() || destination.get().batch().isEmpty()) {
            conclude(batch, "failed", GONE, List.of(ended(bare(batch), ERROR, true, GONE)));
        } else if (batch.interrupted() && !goesAgain(batch, destination.get())) {
            List<Ending> unknown = List.of(ended(bare(batch), ERROR, false, INTERRUPTED));
            conclude(batch, "unknown", INTERRUPTED, unknown);
            parts.gate.givenUp(destination.get(), batch.fileName(), batch.rows());
        } else {
            sendInTime(batch, destination.get());
        }
        return true;
    }

    /** One that ends its process each time must not do so for ever. */
    private static boolean goesAgain(MadeBatch batch, Destination destination) {
        return BatchEnd.isRepeatable(destination)
                && batch.attempts() <= destination.retry().attempts();
    }

    /** Its rows, without what is in them. */
    private List<BatchRow> bare(MadeBatch batch) throws SQLException {
        return database.once(connection -> BatchTable.rows(connection, batch.id(), false));
    }

    private void sendInTime(MadeBatch batch, Destination destination) throws SQLException {
        Optional<Instant> shut = parts.gate.shutUntil(destination, clock.instant());
        if (shut.isPresent()) {
            putBack(batch, shut.get());
            return;
        }
        long bytes = database.once(connection -> BatchTable.bytes(connection, batch.id()));
        if (!BatchSize.isWritable(bytes)) {
            List<Ending> all = List.of(ended(bare(batch), ERROR, true, Handover.TOO_LARGE));
            conclude(batch, "failed", Handover.TOO_LARGE, all);
            parts.gate.givenUp(destination, batch.fileName(), batch.rows());
            return;
        }
        sendOrWait(
                batch,
                database.once(connection -> BatchTable.rows(connection, batch.id(), true)),
                destination);
    }

    private void sendOrWait(MadeBatch batch, List<BatchRow> rows, Destination destination)
            throws SQLException {
        try {
            send(batch, rows, destination);
        } catch (MasterKeyMissing operatorsMistake) {
            LOG.errorf("a batch waits for a master key that is not here id=%s", batch.id());
            putBack(batch, clock.instant().plus(KEY_COMES));
        }
    }

    private void putBack(MadeBatch batch, Instant due) throws SQLException {
        database.once(connection -> BatchTable.putBack(connection, batch, due));
    }

    private void send(MadeBatch batch, List<BatchRow> rows, Destination destination)
            throws SQLException {
        Written written =
                parts.handover.write(destination, destination.batch().orElseThrow(), batch, rows);
        AttemptResult result =
                written.rows().isEmpty()
                        ? AttemptResult.withoutReply(AttemptOutcome.SUCCESS, Duration.ZERO, ERASED)
                        : sent(written.prepared(), destination);
        if (result.tellsOfReceiver()) {
            parts.gate.note(destination, result.outcome());
        }
        switch (end(written.prepared(), destination, result, batch)) {
            case BatchEnd.Again(Duration pause) -> again(batch, pause, result.reason());
            case BatchEnd.Concluded concluded -> {
                conclude(batch, written, result, concluded);
                if (!concluded.taken()) {
                    parts.gate.givenUp(destination, batch.fileName(), batch.rows());
                }
            }
        }
    }

    private void conclude(
            MadeBatch batch, Written written, AttemptResult result, BatchEnd.Concluded end)
            throws SQLException {
        String state =
                end.taken()
                        ? "sent"
                        : end.refused() ? "refused" : end.certain() ? "failed" : "unknown";
        Outcome outcome = end.taken() ? Outcome.SUCCESS : end.refused() ? Outcome.FAILURE : ERROR;
        Set<UUID> rejected = end.taken() ? Rejected.of(result) : Set.of();
        Map<Boolean, List<BatchRow>> byRejected =
                written.rows().stream()
                        .collect(partitioningBy(row -> rejected.contains(row.eventId())));
        conclude(
                batch,
                state,
                result.reason(),
                List.of(
                        ended(written.unreadable(), ERROR, true, ERASED),
                        ended(
                                byRejected.getOrDefault(true, List.of()),
                                Outcome.FAILURE,
                                true,
                                REJECTED),
                        ended(
                                byRejected.getOrDefault(false, List.of()),
                                outcome,
                                end.certain(),
                                result.reason())));
    }

    private static BatchEnd end(
            Prepared prepared, Destination destination, AttemptResult result, MadeBatch batch) {
        // What cannot be written today cannot be written later.
        return prepared instanceof Prepared.Broken
                ? new BatchEnd.Concluded(false, false, true)
                : BatchEnd.after(destination, result, batch.attempts());
    }

    private AttemptResult sent(Prepared prepared, Destination destination) {
        Duration limit = destination.limits().timeout();
        return switch (prepared) {
            case Prepared.Broken(String reason) ->
                    AttemptResult.withoutReply(AttemptOutcome.ERROR, Duration.ZERO, reason);
            case Prepared.Ready ready ->
                    transports
                            .send(ready, limit.compareTo(LONGEST) < 0 ? limit : LONGEST)
                            .toCompletableFuture()
                            .join();
        };
    }

    private static Ending ended(
            List<BatchRow> rows, Outcome outcome, boolean certain, @Nullable String reason) {
        return new Ending(rows, outcome, certain, reason);
    }

    private void again(MadeBatch batch, Duration pause, @Nullable String reason)
            throws SQLException {
        Instant due = clock.instant().plus(pause);
        database.once(connection ->
                BatchTable.again(connection, batch, due, String.valueOf(seal(batch, reason))));
    }

    private void conclude(
            MadeBatch batch, String state, @Nullable String reason, List<Ending> endings)
            throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean ours =
                database.once(
                        connection -> conclude(connection, batch, state, reason, endings, now));
        if (!ours) {
            LOG.warnf("a batch is another process's by now id=%s", batch.id());
        }
    }

    private boolean conclude(
            Connection connection,
            MadeBatch batch,
            String state,
            @Nullable String reason,
            List<Ending> endings,
            Instant now)
            throws SQLException {
        if (!BatchTable.conclude(connection, batch, state, now, seal(batch, reason))) {
            return false;
        }
        for (Ending ending : endings) {
            if (!ending.rows().isEmpty()) {
                parts.endings.write(connection, batch, now, ending);
            }
        }
        return true;
    }

    private @Nullable String seal(MadeBatch batch, @Nullable String reason) {
        return reason == null
                ? null
                : SealedText.seal(parts.masterKeys, batch.accountId().toString(), reason);
    }
}
