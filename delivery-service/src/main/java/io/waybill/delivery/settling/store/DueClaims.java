package io.waybill.delivery.settling.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The statements by which deliveries are taken in hand whose later attempt is due: of each
 * destination its share, so that what is held for one is in nobody's way.
 */
final class DueClaims {

    /** One look into the index for each destination, however many wait for it. */
    private static final String WAITING =
            """
            WITH RECURSIVE lane AS (
                (SELECT destination_id, account_id, due_at FROM delivery
                 WHERE owner IS NULL AND due_at IS NOT NULL AND destination_id IS NOT NULL
                 ORDER BY destination_id, due_at LIMIT 1)
                UNION ALL
                SELECT n.destination_id, n.account_id, n.due_at
                FROM lane CROSS JOIN LATERAL (
                    SELECT destination_id, account_id, due_at FROM delivery
                    WHERE owner IS NULL AND due_at IS NOT NULL
                      AND destination_id > lane.destination_id
                    ORDER BY destination_id, due_at LIMIT 1) n)
            SELECT destination_id, account_id FROM lane WHERE due_at <= ?
            """;

    // What is chosen is chosen once, and no more than was asked for, whatever the planner does.
    private static final String TAKE = "WITH due AS MATERIALIZED (";
    private static final String TAKEN =
            ") UPDATE delivery SET owner = ? WHERE event_id IN (SELECT event_id FROM due)"
                    + " RETURNING "
                    + ClaimedRow.COLUMNS;

    private static final String OF_DESTINATIONS =
            TAKE
                    + """
                    SELECT d.event_id FROM unnest(?::uuid[], ?::integer[]) AS lane (id, share)
                    CROSS JOIN LATERAL (
                        SELECT event_id FROM delivery
                        WHERE owner IS NULL AND destination_id = lane.id AND due_at <= ?
                        ORDER BY due_at LIMIT lane.share FOR UPDATE SKIP LOCKED) d
                    """
                    + TAKEN;

    private static final String OF_ADDRESSES =
            TAKE
                    + """
                    SELECT event_id FROM delivery
                    WHERE owner IS NULL AND destination_id IS NULL AND due_at <= ?
                    ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED
                    """
                    + TAKEN;

    private static final String TOO_OLD =
            TAKE
                    + """
                    SELECT event_id FROM delivery WHERE owner IS NULL AND round_until < ?
                    ORDER BY round_until LIMIT ? FOR UPDATE SKIP LOCKED
                    """
                    + TAKEN;

    private DueClaims() {}

    /** A destination for which something is due. */
    record Waiting(UUID destinationId, UUID accountId) {}

    /** How many are taken of what waits for a destination. */
    record Share(UUID destinationId, int most) {}

    static List<Waiting> waiting(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
            new Columns(statement).time(now);
            try (ResultSet rows = statement.executeQuery()) {
                List<Waiting> waiting = new ArrayList<>();
                while (rows.next()) {
                    waiting.add(
                            new Waiting(
                                    rows.getObject("destination_id", UUID.class),
                                    rows.getObject("account_id", UUID.class)));
                }
                return waiting;
            }
        }
    }

    /** What is due for configured destinations, of each its share. */
    static List<ClaimedRow> ofDestinations(
            Connection connection, UUID owner, Instant now, List<Share> shares)
            throws SQLException {
        if (shares.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(OF_DESTINATIONS)) {
            Object[] ids = shares.stream().map(Share::destinationId).toArray();
            Object[] most = shares.stream().map(Share::most).toArray();
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            statement.setArray(2, connection.createArrayOf("int4", most));
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.setObject(4, owner);
            return Claims.claimed(statement);
        }
    }

    /** What is due for addresses that stand in a step. */
    static List<ClaimedRow> ofAddresses(Connection connection, UUID owner, Instant now, int most)
            throws SQLException {
        return some(connection, OF_ADDRESSES, owner, now, most);
    }

    /** What has become too old, wherever it goes. */
    static List<ClaimedRow> tooOld(Connection connection, UUID owner, Instant now, int most)
            throws SQLException {
        return some(connection, TOO_OLD, owner, now, most);
    }

    private static List<ClaimedRow> some(
            Connection connection, String sql, UUID owner, Instant now, int most)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns columns = new Columns(statement);
            columns.time(now);
            columns.integer(most);
            columns.id(owner);
            return Claims.claimed(statement);
        }
    }
}
