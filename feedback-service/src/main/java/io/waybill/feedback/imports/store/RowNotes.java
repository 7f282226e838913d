package io.waybill.feedback.imports.store;

import io.waybill.feedback.imports.FeedbackImport;
import io.waybill.feedback.imports.store.ImportWork.Row;
import io.waybill.feedback.imports.store.RowResult.Done;
import io.waybill.feedback.imports.store.RowResult.Later;
import io.waybill.feedback.imports.store.RowResult.Pending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes results of rows and the progress of their import, in one transaction. */
final class RowNotes {

    /** Longer than a source is given to answer. */
    private static final Duration PATIENCE_WITH_SOURCES = Duration.ofHours(24);

    private static final String KEEP =
            """
            UPDATE feedback_import SET claimed_until = ?
            WHERE id = ? AND claimed_by = ? RETURNING state
            """;
    private static final String NOTE =
            """
            UPDATE feedback_import_row
            SET outcome = ?, code = ?, answer = ?, feedback_id = ?, tries = tries + ?, due_at = ?
            WHERE import_id = ? AND part = ? AND line = ?
            """;
    private static final String PROGRESS =
            """
            UPDATE feedback_import
            SET done = done + ?, succeeded = succeeded + ?, failed = failed + ?,
                broken = broken + ?, touched_at = ?
            WHERE id = ?
            """;

    private final Connection connection;
    private final ImportRecords records;
    private final FeedbackImport of;
    private final Instant now;

    RowNotes(Connection connection, ImportRecords records, FeedbackImport of, Instant now) {
        this.connection = connection;
        this.records = records;
        this.of = of;
        this.now = now;
    }

    /** The state of the import, whose row is locked then; empty where the worker has lost it. */
    Optional<String> kept(UUID worker) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setObject(1, Imports.time(now.plus(ImportWork.LEASE)));
            keep.setObject(2, of.id());
            keep.setObject(3, worker);
            try (ResultSet row = keep.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    void write(Map<Row, RowResult> results) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            for (Map.Entry<Row, RowResult> result : results.entrySet()) {
                Row row = result.getKey();
                bind(note, row, result.getValue());
                note.setObject(7, of.id());
                note.setInt(8, row.part());
                note.setInt(9, row.content().line());
                note.addBatch();
            }
            note.executeBatch();
        }
        try (PreparedStatement progress = connection.prepareStatement(PROGRESS)) {
            long succeeded = count(results, "success");
            long failed = count(results, "failure");
            long broken = count(results, "error");
            progress.setLong(1, succeeded + failed + broken);
            progress.setLong(2, succeeded);
            progress.setLong(3, failed);
            progress.setLong(4, broken);
            progress.setObject(5, Imports.time(now));
            progress.setObject(6, of.id());
            progress.executeUpdate();
        }
    }

    private void bind(PreparedStatement note, Row row, RowResult result) throws SQLException {
        switch (result) {
            case Done done -> {
                note.setString(1, done.outcome());
                note.setString(2, done.code().orElse(null));
                note.setString(
                        3,
                        done.answer()
                                .map(text -> records.sealed(of.accountId(), text))
                                .orElse(null));
                note.setObject(4, row.feedbackId().orElse(null), Types.OTHER);
                note.setInt(5, 0);
                note.setObject(6, Imports.time(now));
            }
            case Pending(UUID feedbackId) -> {
                note.setString(1, "pending");
                note.setString(2, null);
                note.setString(3, null);
                note.setObject(4, feedbackId);
                note.setInt(5, 0);
                note.setObject(6, Imports.time(now.plus(PATIENCE_WITH_SOURCES)));
            }
            case Later(Duration pause, boolean counts) -> {
                note.setString(1, null);
                note.setString(2, null);
                note.setString(3, null);
                note.setObject(4, null, Types.OTHER);
                note.setInt(5, counts ? 1 : 0);
                note.setObject(6, Imports.time(now.plus(pause)));
            }
        }
    }

    private static long count(Map<Row, RowResult> results, String outcome) {
        return results.values().stream()
                .filter(result -> result instanceof Done done && done.outcome().equals(outcome))
                .count();
    }
}
