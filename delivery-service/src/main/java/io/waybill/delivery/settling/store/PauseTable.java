package io.waybill.delivery.settling.store;

import io.waybill.delivery.v1.DestinationPaused;
import io.waybill.delivery.v1.DestinationResumed;
import io.waybill.delivery.v1.DestinationTroubled;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.Scope;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** How destinations fare: one row each, and every change of it an event in the same transaction. */
@Singleton
final class PauseTable {

    private static final String ROW =
            """
            INSERT INTO destination_health (destination_id, account_id, sequence)
            VALUES (?, ?, 0) ON CONFLICT (destination_id) DO NOTHING
            """;

    private static final String TELL =
            """
            UPDATE destination_health
            SET sequence = sequence + 1, %1$s = ?
            WHERE destination_id = ? AND account_id = ? AND (%1$s IS NULL OR %1$s <= ?)
            RETURNING sequence
            """;

    private static final String BEGIN =
            """
            UPDATE destination_health
            SET sequence = sequence + 1, failures = ?, paused_at = ?, probe_at = ?,
                probe_millis = ?, paused_by = ?
            WHERE destination_id = ? AND account_id = ?
              AND (paused_at IS NULL OR ? AND probe_at IS NOT NULL)
            RETURNING sequence
            """;

    private static final String PROBED =
            """
            UPDATE destination_health SET probe_at = ?, probe_millis = ?
            WHERE destination_id = ? AND paused_at IS NOT NULL AND probe_at IS NOT NULL
            """;

    private static final String END =
            """
            UPDATE destination_health
            SET sequence = sequence + 1, paused_at = NULL, probe_at = NULL, paused_by = NULL
            WHERE destination_id = ? AND account_id = ? AND paused_at IS NOT NULL
            RETURNING sequence
            """;

    private static final String ALL =
            """
            SELECT account_id, destination_id, failures, paused_at, probe_at, probe_millis,
                paused_by
            FROM destination_health WHERE paused_at IS NOT NULL
            """;

    private final RelayLifecycle relay;

    @Inject
    PauseTable(RelayLifecycle relay) {
        this.relay = relay;
    }

    /** Returns false where it was told a while ago; whoever told it. */
    boolean tell(
            Connection connection,
            UUID account,
            UUID destination,
            int failures,
            boolean others,
            Instant now)
            throws SQLException {
        row(connection, account, destination);
        String sql = TELL.formatted(others ? "told_others_at" : "told_at");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns columns = new Columns(statement);
            columns.time(now);
            columns.id(destination);
            columns.id(account);
            columns.time(now.minus(NoticeRate.EVERY));
            return enqueue(
                    connection,
                    statement,
                    account,
                    destination,
                    now,
                    meta ->
                            DestinationTroubled.newBuilder()
                                    .setMeta(meta)
                                    .setDestinationId(destination)
                                    .setFailures(failures)
                                    .setOthers(others)
                                    .build());
        }
    }

    /** Returns false where it is paused already. */
    boolean begin(Connection connection, Paused paused, Instant now) throws SQLException {
        row(connection, paused.accountId(), paused.destinationId());
        Instant probeAt = paused.probeAt();
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            Columns columns = new Columns(statement);
            columns.integer(paused.failures());
            columns.time(paused.since());
            columns.time(probeAt);
            columns.number(paused.probeEvery().toMillis());
            columns.text(paused.by());
            columns.id(paused.destinationId());
            columns.id(paused.accountId());
            // A person's word goes before a pause that would end by itself.
            columns.flag(probeAt == null);
            return enqueue(
                    connection,
                    statement,
                    paused.accountId(),
                    paused.destinationId(),
                    now,
                    meta ->
                            DestinationPaused.newBuilder()
                                    .setMeta(meta)
                                    .setDestinationId(paused.destinationId())
                                    .setFailures(paused.failures())
                                    .setProbeAt(
                                            probeAt == null
                                                    ? null
                                                    : probeAt.truncatedTo(ChronoUnit.MICROS))
                                    .setBy(paused.by())
                                    .build());
        }
    }

    void probed(Connection connection, Paused paused) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PROBED)) {
            Columns columns = new Columns(statement);
            columns.time(paused.probeAt());
            columns.number(paused.probeEvery().toMillis());
            columns.id(paused.destinationId());
            statement.executeUpdate();
        }
    }

    /** Returns false where it is not paused. */
    boolean end(Connection connection, UUID account, UUID destination, String by, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setObject(1, destination);
            statement.setObject(2, account);
            return enqueue(
                    connection,
                    statement,
                    account,
                    destination,
                    now,
                    meta ->
                            DestinationResumed.newBuilder()
                                    .setMeta(meta)
                                    .setDestinationId(destination)
                                    .setBy(by)
                                    .build());
        }
    }

    List<Paused> all(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
            List<Paused> all = new ArrayList<>();
            while (rows.next()) {
                OffsetDateTime probeAt = rows.getObject("probe_at", OffsetDateTime.class);
                all.add(
                        new Paused(
                                rows.getObject("account_id", UUID.class),
                                rows.getObject("destination_id", UUID.class),
                                rows.getInt("failures"),
                                rows.getObject("paused_at", OffsetDateTime.class).toInstant(),
                                probeAt == null ? null : probeAt.toInstant(),
                                Duration.ofMillis(rows.getLong("probe_millis")),
                                false,
                                rows.getString("paused_by")));
            }
            return all;
        }
    }

    private static void row(Connection connection, UUID account, UUID destination)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ROW)) {
            statement.setObject(1, destination);
            statement.setObject(2, account);
            statement.executeUpdate();
        }
    }

    private interface Told {
        SpecificRecord record(EventMeta meta);
    }

    /** Writes the event that the changed row is about; returns false where none was changed. */
    private boolean enqueue(
            Connection connection,
            PreparedStatement changing,
            UUID account,
            UUID destination,
            Instant now,
            Told told)
            throws SQLException {
        try (ResultSet changed = changing.executeQuery()) {
            if (!changed.next()) {
                return false;
            }
            UUID stream = RecordIds.derived(destination, "health");
            long sequence = changed.getLong(1);
            UUID record = RecordIds.derived(stream, Long.toString(sequence));
            EventMeta meta = Metas.of(Scope.of(account, record), stream, sequence, record, now);
            DeliveryTable.enqueue(
                    connection,
                    List.of(
                            new OutboundRecord(
                                    Topic.DELIVERY_ATTEMPTS,
                                    stream.toString(),
                                    told.record(meta))));
            relay.wake();
            return true;
        }
    }
}
