package io.waybill.reporting.history.kafka;

import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.store.JdbcEvents;
import io.waybill.flow.v1.RecipientCounts;
import io.waybill.flow.v1.RecipientHistory;
import io.waybill.meta.v1.EventMeta;
import io.waybill.reporting.ReportingConfig;
import io.waybill.reporting.history.Counts;
import io.waybill.reporting.history.Days;
import io.waybill.reporting.history.Recipient;
import io.waybill.reporting.history.Told;
import io.waybill.reporting.history.store.History;
import io.waybill.reporting.projection.store.LiveTables;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Singleton;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Counts what changed, then tells the engine. Each step is a transaction that notes what was done
 * with what is sent, so that a process that dies, or another instance that goes on, neither loses
 * nor repeats anything. Nothing is told before all is counted that there was.
 */
@Singleton
final class HistoryRound {

    private static final int COUNTED_AT_ONCE = 5_000;
    private static final int TOLD_AT_ONCE = 500;
    private static final int FORGOTTEN_AT_ONCE = 10_000;
    private static final int MOST_STEPS = 2_000;
    private static final int MONEY = 4;

    private final DataSource live;
    private final RelayLifecycle relay;
    private final InstantSource clock;
    private final int days;

    HistoryRound(
            LiveTables tables,
            RelayLifecycle relay,
            InstantSource clock,
            ReportingConfig settings) {
        this.live = tables.live();
        this.relay = relay;
        this.clock = clock;
        this.days = Math.max(1, settings.history().days());
    }

    private interface Step {
        /** Whether there is more of the same to do. */
        boolean done(History history, Connection connection) throws SQLException;
    }

    /**
     * Ends early, without having told anything, where another instance is at it: the next round
     * goes on.
     */
    void run() throws SQLException {
        // A day more, since an account's day may be behind.
        Instant since = clock.instant().minus(Duration.ofDays(days + 1L));
        if (repeated((history, _) -> history.count(since, COUNTED_AT_ONCE) == COUNTED_AT_ONCE)
                && repeated(this::tell)) {
            LocalDate over = since.atZone(ZoneOffset.UTC).toLocalDate();
            step((history, _) -> {
                history.forget(over, FORGOTTEN_AT_ONCE);
                return false;
            });
        }
    }

    private boolean repeated(Step step) throws SQLException {
        for (int i = 0; i < MOST_STEPS; i++) {
            Optional<Boolean> more = step(step);
            if (more.isEmpty() || !more.get()) {
                return more.isPresent();
            }
        }
        return false;
    }

    /** Empty where another instance is at it. */
    private Optional<Boolean> step(Step step) throws SQLException {
        try (Connection connection = live.getConnection()) {
            connection.setAutoCommit(false);
            try {
                History history = new History(connection);
                Optional<Boolean> more =
                        history.isMine()
                                ? Optional.of(step.done(history, connection))
                                : Optional.empty();
                connection.commit();
                relay.wake();
                return more;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private boolean tell(History history, Connection connection) throws SQLException {
        Instant now = clock.instant();
        List<OutboundRecord> records = new ArrayList<>();
        List<History.Open> open = history.open(now, TOLD_AT_ONCE);
        for (History.Open one : open) {
            Days zone = one.days();
            Counts counts = history.sum(one.recipient(), zone.first(now, days), zone.of(now));
            Told told = one.told();
            if (told.isDue(counts, days, now)) {
                Instant asOf = told.next(now);
                records.add(record(one.recipient(), counts, asOf));
                told = new Told(Optional.of(asOf), days, counts, now);
            }
            history.note(one.recipient(), told, counts.isNothing() ? null : zone.nextDay(now));
        }
        JdbcEvents.enqueue(connection, records);
        return open.size() == TOLD_AT_ONCE;
    }

    private OutboundRecord record(Recipient recipient, Counts counts, Instant asOf) {
        UUID id = TimeOrderedIds.next();
        EventMeta meta =
                EventMeta.newBuilder()
                        .setRecordId(id)
                        .setStreamId(recipient.flowId())
                        .setSequence(0)
                        .setOccurredAt(asOf)
                        .setAccountId(recipient.accountId())
                        .setLane(recipient.accountId().toString())
                        .setCorrelationId(id)
                        .setTest(false)
                        .build();
        return new OutboundRecord(
                Topic.FLOW_REQUESTS,
                recipient.flowId().toString(),
                new RecipientHistory(
                        meta,
                        recipient.flowId(),
                        recipient.stepId(),
                        new RecipientCounts(
                                asOf,
                                days,
                                counts.delivered(),
                                counts.accepted(),
                                counts.converted(),
                                counts.returned(),
                                counts.revenue().setScale(MONEY, RoundingMode.HALF_UP))));
    }
}
