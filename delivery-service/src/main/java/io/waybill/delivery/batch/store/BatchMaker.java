package io.waybill.delivery.batch.store;

import io.waybill.delivery.batch.BatchDue;
import io.waybill.delivery.batch.BatchName;
import io.waybill.delivery.batch.BatchSize;
import io.waybill.delivery.batch.store.QueueTable.Queued;
import io.waybill.delivery.batch.store.QueueTable.Waiting;
import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.language.Vars;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes batches of the rows that wait. Which rows a batch has, its number and the name of its file
 * are settled in one transaction, and by one instance.
 */
@Singleton
final class BatchMaker {

    private static final Logger LOG = Logger.getLogger(BatchMaker.class);

    private final Database database;
    private final Destinations destinations;
    private final InstantSource clock;

    @Inject
    BatchMaker(Database database, Destinations destinations, InstantSource clock) {
        this.database = database;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** Makes those that are due. Rows of a destination that is gone or switched off wait. */
    void make() throws SQLException {
        for (Waiting waiting : database.once(QueueTable::waiting)) {
            Optional<Destination> destination =
                    destinations
                            .find(waiting.accountId(), waiting.destinationId())
                            .filter(Destination::enabled);
            if (destination.isEmpty() || destination.get().batch().isEmpty()) {
                continue;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Batch batch = destination.get().batch().get();
            if (isDue(destination.get(), batch, waiting, now)) {
                database.once(connection -> {
                    make(connection, destination.get(), batch, now);
                    return true;
                });
            }
        }
    }

    /** Rows are counted only where it depends on how many there are. */
    private boolean isDue(Destination destination, Batch batch, Waiting waiting, Instant now)
            throws SQLException {
        if (isDue(destination, batch, waiting.first(), 1, now)) {
            return true;
        }
        if (!isDue(destination, batch, waiting.first(), batch.most(), now)) {
            return false;
        }
        long rows =
                database.once(
                        connection -> QueueTable.count(connection, destination.id(), batch.most()));
        return isDue(destination, batch, waiting.first(), rows, now);
    }

    private static boolean isDue(
            Destination destination, Batch batch, Instant first, long rows, Instant now) {
        return BatchDue.at(batch, destination.hours(), first, rows, now)
                .filter(due -> !due.isAfter(now))
                .isPresent();
    }

    private void make(Connection connection, Destination destination, Batch batch, Instant now)
            throws SQLException {
        long number = QueueTable.nextNumber(connection, destination.id());
        List<Queued> all = QueueTable.queued(connection, destination.id(), batch.most());
        // Another instance may have been faster; what waits now may have time.
        if (all.isEmpty() || !isDue(destination, batch, all.getFirst().at(), all.size(), now)) {
            connection.rollback();
            return;
        }
        // What is over is of the next batch.
        List<Queued> rows = Queued.within(all, BatchSize.most());
        UUID id = TimeOrderedIds.next();
        MadeBatch made =
                new MadeBatch(
                        id,
                        destination.accountId(),
                        destination.id(),
                        number,
                        name(destination, batch, id, number, now),
                        now,
                        rows.size(),
                        0,
                        false,
                        id);
        BatchTable.make(connection, made, rows.stream().map(Queued::eventId).toList());
        LOG.infof("batch made id=%s rows=%d", id, rows.size());
    }

    /** A template that cannot work must not hold the rows up for ever. */
    private static String name(
            Destination destination, Batch batch, UUID id, long number, Instant now) {
        Vars vars = BatchName.vars(destination, batch, id, number, now);
        try {
            return BatchName.of(destination, batch, vars, number);
        } catch (BrokenRequest broken) {
            return id.toString();
        }
    }
}
