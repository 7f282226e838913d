package io.waybill.flowengine.linkedrun.store;

import io.waybill.flowengine.linkedrun.RunSelection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Forgets requests for runs and the runs of leads that nobody can find any more. A run is known as
 * long as its place on the ledger is: it says which number the next run has. A request is known as
 * long as its runs are.
 */
public final class ForgottenRuns {

    private static final String RUNS =
            """
            DELETE FROM linked_run WHERE run_id IN
                (SELECT run_id FROM linked_run l
                 WHERE run_id < ?
                   AND NOT EXISTS (SELECT FROM lead_place p WHERE p.lead_id = l.run_id)
                 ORDER BY run_id LIMIT ?)
            """;
    private static final String ENDED =
            """
            SELECT id FROM run_request r
            WHERE ended_at < ?
              AND NOT EXISTS (SELECT FROM linked_run l WHERE l.request_id = r.id)
            """;
    private static final String LINES =
            """
            DELETE FROM run_request_lead WHERE (request_id, lead_id) IN
                (SELECT request_id, lead_id FROM run_request_lead
                 WHERE request_id IN (%s) LIMIT ?)
            """
                    .formatted(ENDED);
    private static final String REQUESTS =
            """
            DELETE FROM run_request WHERE id IN
                (%s AND NOT EXISTS
                     (SELECT FROM run_request_lead n WHERE n.request_id = r.id)
                 LIMIT ?)
            """
                    .formatted(ENDED);

    private final Connection connection;

    public ForgottenRuns(Connection connection) {
        this.connection = connection;
    }

    /** Forgets up to {@code most} rows of each kind that ended before. */
    public void forget(Instant before, int most) throws SQLException {
        try (PreparedStatement runs = connection.prepareStatement(RUNS)) {
            runs.setObject(1, RunSelection.firstOf(before));
            runs.setInt(2, most);
            runs.executeUpdate();
        }
        forget(LINES, before, most);
        forget(REQUESTS, before, most);
    }

    private void forget(String statement, Instant before, int most) throws SQLException {
        try (PreparedStatement ended = connection.prepareStatement(statement)) {
            ended.setTimestamp(1, Timestamp.from(before));
            ended.setInt(2, most);
            ended.executeUpdate();
        }
    }
}
