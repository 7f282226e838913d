package io.waybill.flowengine.linkedrun.store;

import io.waybill.eventsourcing.store.JdbcEvents;
import io.waybill.flowengine.linkedrun.Refusal;
import io.waybill.flowengine.linkedrun.store.RunRequest.Progress;
import io.waybill.schemas.OutboundRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on a request, within one transaction: the runs, what became of the leads, the
 * records for the lanes and how far it came are written together or not at all.
 */
public final class RunWork {

    private static final String CLAIM =
            "SELECT "
                    + RunRequests.COLUMNS
                    + """
                     FROM run_request WHERE ended_at IS NULL AND due_at <= ?
                    ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED
                    """;
    private static final String CANDIDATES =
            """
            SELECT lead_id FROM lead_place
            WHERE partition = ? AND lead_id > ? AND lead_id < ? AND offsets <> '{}'
            ORDER BY lead_id LIMIT ?
            """;
    private static final String NEWEST =
            "SELECT run_id FROM linked_run WHERE lead_id = ? ORDER BY number DESC LIMIT 1";
    private static final String LIVE = "SELECT version FROM flow_live WHERE flow_id = ?";
    private static final String LINK =
            """
            INSERT INTO linked_run (lead_id, number, run_id, request_id) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String NOTE =
            """
            INSERT INTO run_request_lead (request_id, lead_id, run_id, refusal, masked)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;
    private static final String ADVANCE =
            """
            UPDATE run_request SET position = ?, looked_at = ?, made = ?, refused = ?,
                                   has_more = ?, ended_at = ?, touched_at = ?, tries = 0
            WHERE id = ?
            """;
    private static final String PUT_BACK =
            "UPDATE run_request SET touched_at = ?, tries = ? WHERE id = ?";

    private static final String POSTPONE =
            "UPDATE run_request SET due_at = ?, touched_at = ?, tries = 0 WHERE id = ?";

    private final Connection connection;

    public RunWork(Connection connection) {
        this.connection = connection;
    }

    /** The open request that nobody has worked on for the longest time, locked. */
    public Optional<RunRequest> claim(Instant now) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setTimestamp(1, Timestamp.from(now));
            try (ResultSet row = claim.executeQuery()) {
                return row.next() ? Optional.of(RunRequests.request(row)) : Optional.empty();
            }
        }
    }

    /** Leads and runs of a partition, in the order in which they came: their ids have the time. */
    public List<UUID> candidates(int partition, UUID after, UUID before, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CANDIDATES)) {
            select.setInt(1, partition);
            select.setObject(2, after);
            select.setObject(3, before);
            select.setInt(4, most);
            try (ResultSet row = select.executeQuery()) {
                List<UUID> found = new ArrayList<>();
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
                return found;
            }
        }
    }

    /** The newest run of a lead; empty when it has had its first only. */
    public Optional<UUID> newest(UUID leadId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setObject(1, leadId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** The version that the lane runs, as it has said. */
    public Optional<Integer> live(UUID flowId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LIVE)) {
            select.setObject(1, flowId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getInt(1) > 0
                        ? Optional.of(row.getInt(1))
                        : Optional.empty();
            }
        }
    }

    /** A run that is to be made. */
    public record Run(UUID leadId, int number, UUID runId, List<String> masked) {}

    /**
     * Makes a run.
     *
     * @return false when somebody else has made the run of that number
     */
    public boolean link(
            RunRequest request, Run run, OutboundRecord record, Map<String, String> headers)
            throws SQLException {
        try (PreparedStatement link = connection.prepareStatement(LINK)) {
            link.setObject(1, run.leadId());
            link.setInt(2, run.number());
            link.setObject(3, run.runId());
            link.setObject(4, request.id());
            if (link.executeUpdate() != 1) {
                return false;
            }
        }
        note(request, run.leadId(), run.runId(), null, String.join("\n", run.masked()));
        JdbcEvents.enqueue(connection, List.of(record), _ -> headers);
        return true;
    }

    /** Says why a lead does not run again. */
    public void refuse(RunRequest request, UUID leadId, Refusal why) throws SQLException {
        note(request, leadId, null, why.word(), "");
    }

    private void note(
            RunRequest request,
            UUID leadId,
            @Nullable UUID runId,
            @Nullable String refusal,
            String masked)
            throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            note.setObject(1, request.id());
            note.setObject(2, leadId);
            note.setObject(3, runId);
            note.setString(4, refusal);
            note.setString(5, masked);
            note.executeUpdate();
        }
    }

    /** Lets the other requests have their turn first. */
    public void putBack(UUID requestId, int tries, Instant now) throws SQLException {
        try (PreparedStatement touch = connection.prepareStatement(PUT_BACK)) {
            touch.setTimestamp(1, Timestamp.from(now));
            touch.setInt(2, tries);
            touch.setObject(3, requestId);
            touch.executeUpdate();
        }
    }

    /** Leaves the request alone until then. */
    public void postpone(UUID requestId, Instant due, Instant now) throws SQLException {
        try (PreparedStatement postpone = connection.prepareStatement(POSTPONE)) {
            postpone.setTimestamp(1, Timestamp.from(due));
            postpone.setTimestamp(2, Timestamp.from(now));
            postpone.setObject(3, requestId);
            postpone.executeUpdate();
        }
    }

    /** How far the request has come. */
    public void advance(UUID requestId, UUID position, Progress progress, Instant now)
            throws SQLException {
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setObject(1, position);
            advance.setInt(2, progress.lookedAt());
            advance.setInt(3, progress.made());
            advance.setInt(4, progress.refused());
            advance.setBoolean(5, progress.hasMore());
            advance.setTimestamp(6, progress.endedAt().map(Timestamp::from).orElse(null));
            advance.setTimestamp(7, Timestamp.from(now));
            advance.setObject(8, requestId);
            advance.executeUpdate();
        }
    }
}
