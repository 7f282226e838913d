package io.waybill.feedback.imports.store;

import io.waybill.eventsourcing.sealing.MasterKeyMissing;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.feedback.imports.FeedbackImport;
import io.waybill.feedback.imports.ImportRow;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Whose turn it is to work on an import, and on which rows. Whoever claims one has it for a while,
 * and longer with each result that he notes; no transaction is open in between.
 */
@Singleton
class ImportWork {

    /** Longer than some rows take, and short enough for what a dead worker had. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration REST = Duration.ofSeconds(2);

    private static final String CLAIM =
            """
            UPDATE feedback_import SET claimed_by = ?, claimed_until = ?, touched_at = ?
            WHERE id = (SELECT id FROM feedback_import
                        WHERE state = 'running' AND due_at <= ?
                          AND (claimed_until IS NULL OR claimed_until < ?)
                        ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                    + Imports.COLUMNS;
    private static final String OPEN_ROWS =
            """
            SELECT part, line, event_id, content, tries, feedback_id, due_at <= ?
            FROM feedback_import_row
            WHERE import_id = ? AND outcome IS NULL AND due_at <= ? ORDER BY part, line LIMIT ?
            """;
    private static final String ANSWERED_ROWS =
            """
            SELECT r.part, r.line, r.event_id, r.content, r.tries, r.feedback_id, r.due_at <= ?
            FROM feedback_import_row r LEFT JOIN feedback f ON f.feedback_id = r.feedback_id
            WHERE r.import_id = ? AND r.outcome = 'pending'
              AND (r.due_at <= ? OR f.outcome <> 'PENDING')
            ORDER BY r.part, r.line LIMIT ?
            """;

    /** What is left undone is looked at again a little later; what has all its results is done. */
    private static final String RELEASE =
            """
            UPDATE feedback_import i
            SET claimed_by = NULL, claimed_until = NULL, touched_at = ?, due_at = ?,
                state = CASE WHEN i.state = 'running' AND NOT l.waiting THEN 'done'
                             ELSE i.state END,
                ended_at = CASE WHEN i.state = 'running' AND NOT l.waiting
                                THEN CAST(? AS timestamptz) END
            FROM (SELECT EXISTS (SELECT 1 FROM feedback_import_row
                                 WHERE import_id = ? AND outcome IS NULL)
                      OR EXISTS (SELECT 1 FROM feedback_import_row
                                 WHERE import_id = ? AND outcome = 'pending') AS waiting) l
            WHERE i.id = ? AND i.claimed_by = ?
            """;

    private static final String FORGET = "DELETE FROM feedback_import WHERE touched_at < ?";

    private final DataSource dataSource;
    private final ImportRecords records;

    ImportWork(DataSource dataSource, ImportRecords records) {
        this.dataSource = dataSource;
        this.records = records;
    }

    /**
     * A row and the part that it is of.
     *
     * @param feedbackId of the feedback that waits for its source
     * @param isDue whether it has waited long enough
     */
    record Row(int part, ImportRow content, int tries, Optional<UUID> feedbackId, boolean isDue) {}

    /** The running import that has waited longest, unless somebody is at it. */
    Optional<FeedbackImport> claim(UUID worker, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, worker);
            claim.setObject(2, Imports.time(now.plus(LEASE)));
            claim.setObject(3, Imports.time(now));
            claim.setObject(4, Imports.time(now));
            claim.setObject(5, Imports.time(now));
            try (ResultSet row = claim.executeQuery()) {
                return row.next() ? Optional.of(Imports.read(row)) : Optional.empty();
            }
        }
    }

    /** Rows that are to be given. */
    List<Row> open(FeedbackImport of, Instant now, int most) throws SQLException {
        return rows(OPEN_ROWS, of, now, most);
    }

    /** Rows whose sources have answered, or were waited for long enough. */
    List<Row> answered(FeedbackImport of, Instant now, int most) throws SQLException {
        return rows(ANSWERED_ROWS, of, now, most);
    }

    private List<Row> rows(String sql, FeedbackImport of, Instant now, int most)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, Imports.time(now));
            select.setObject(2, of.id());
            select.setObject(3, Imports.time(now));
            select.setInt(4, most);
            List<Row> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row(of, row));
                }
            }
            return found;
        }
    }

    private Row row(FeedbackImport of, ResultSet row) throws SQLException {
        Optional<UUID> eventId = Optional.ofNullable(row.getObject(3, UUID.class));
        return new Row(
                row.getInt(1),
                content(of, row.getInt(2), eventId, row.getString(4)),
                row.getInt(5),
                Optional.ofNullable(row.getObject(6, UUID.class)),
                row.getBoolean(7));
    }

    /** A row that cannot be opened any more is broken, and keeps no other. */
    private ImportRow content(FeedbackImport of, int line, Optional<UUID> eventId, String sealed) {
        try {
            return records.row(of.accountId(), line, eventId, sealed);
        } catch (MasterKeyMissing notNow) {
            throw notNow;
        } catch (SealBroken unreadable) {
            return new ImportRow(
                    line,
                    eventId.map(UUID::toString).orElse(""),
                    "",
                    Map.of(),
                    Optional.of("Line " + line + ": it cannot be read any more"));
        }
    }

    /**
     * Notes results, and keeps the import a while longer.
     *
     * @return false when it is not to be gone on with: it is held, or somebody else's
     */
    boolean note(FeedbackImport of, UUID worker, Map<Row, RowResult> results, Instant now)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                RowNotes notes = new RowNotes(connection, records, of, now);
                Optional<String> state = notes.kept(worker);
                if (state.isPresent()) {
                    notes.write(results);
                }
                connection.commit();
                return state.filter("running"::equals).isPresent();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * Lets the others have it.
     *
     * @param more whether there may be rows to be given right now
     */
    void release(FeedbackImport of, UUID worker, boolean more, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement release = connection.prepareStatement(RELEASE)) {
            release.setObject(1, Imports.time(now));
            release.setObject(2, Imports.time(more ? now : now.plus(REST)));
            release.setObject(3, Imports.time(now));
            release.setObject(4, of.id());
            release.setObject(5, of.id());
            release.setObject(6, of.id());
            release.setObject(7, worker);
            release.executeUpdate();
        }
    }

    /** Drops imports that nobody has touched since that time, with their rows. */
    void forget(Instant before) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setObject(1, Imports.time(before));
            forget.executeUpdate();
        }
    }
}
