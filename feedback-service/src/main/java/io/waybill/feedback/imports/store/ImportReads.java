package io.waybill.feedback.imports.store;

import io.waybill.feedback.imports.FeedbackImport;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Imports as their owners see them; blocks. */
@Singleton
public final class ImportReads {

    private static final String FIND =
            "SELECT " + Imports.COLUMNS + " FROM feedback_import WHERE account_id = ? AND id = ?";
    private static final String LIST =
            "SELECT "
                    + Imports.COLUMNS
                    + """
                     FROM feedback_import
                    WHERE account_id = ? AND (created_at, id) < (?, ?)
                    ORDER BY created_at DESC, id DESC LIMIT ?
                    """;
    private static final String RESULTS =
            """
            SELECT part, line, event_id, outcome, code, answer, content FROM feedback_import_row
            WHERE import_id = ? AND (part, line) > (?, ?)
              AND (CAST(? AS text) IS NULL OR outcome = ?)
            ORDER BY part, line LIMIT ?
            """;
    private static final String PARTS =
            "SELECT part FROM feedback_import_part WHERE import_id = ? ORDER BY part";

    private final DataSource dataSource;
    private final ImportRecords records;

    ImportReads(DataSource dataSource, ImportRecords records) {
        this.dataSource = dataSource;
        this.records = records;
    }

    /**
     * What became of a row.
     *
     * @param outcome success, failure or error; pending while its source is asked, empty before
     * @param code of an error of the row itself
     * @param answer what the sender of a single call would have been told
     */
    public record Result(
            Place place,
            String eventId,
            Optional<String> outcome,
            Optional<String> code,
            Optional<String> answer) {}

    /** Where a row stands. */
    public record Place(int part, int line) {

        public static final Place BEFORE_ALL = new Place(0, 0);
    }

    public Optional<FeedbackImport> find(UUID account, UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, account);
            find.setObject(2, id);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(Imports.read(row)) : Optional.empty();
            }
        }
    }

    /**
     * The newest first.
     *
     * @param before the last one of the page before
     */
    public List<FeedbackImport> list(UUID account, Instant before, UUID beforeId, int most)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement list = connection.prepareStatement(LIST)) {
            list.setObject(1, account);
            list.setObject(2, Imports.time(before));
            list.setObject(3, beforeId);
            list.setInt(4, most);
            List<FeedbackImport> found = new ArrayList<>();
            try (ResultSet rows = list.executeQuery()) {
                while (rows.next()) {
                    found.add(Imports.read(rows));
                }
            }
            return found;
        }
    }

    /** Numbers of the parts that have come in. */
    public List<Integer> parts(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement parts = connection.prepareStatement(PARTS)) {
            parts.setObject(1, id);
            List<Integer> found = new ArrayList<>();
            try (ResultSet rows = parts.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getInt(1));
                }
            }
            return found;
        }
    }

    /**
     * Rows in the order of the file.
     *
     * @param outcome of those that are wanted; empty for all
     */
    public List<Result> results(FeedbackImport of, Place after, Optional<String> outcome, int most)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement results = connection.prepareStatement(RESULTS)) {
            results.setObject(1, of.id());
            results.setInt(2, after.part());
            results.setInt(3, after.line());
            results.setString(4, outcome.orElse(null));
            results.setString(5, outcome.orElse(null));
            results.setInt(6, most);
            List<Result> found = new ArrayList<>();
            try (ResultSet rows = results.executeQuery()) {
                while (rows.next()) {
                    found.add(result(of.accountId(), rows));
                }
            }
            return found;
        }
    }

    private Result result(UUID account, ResultSet row) throws SQLException {
        return new Result(
                new Place(row.getInt(1), row.getInt(2)),
                written(account, row),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6))
                        .map(sealed -> records.opened(account, sealed)));
    }

    /** What stands in place of an event id that cannot be one is sealed. */
    private String written(UUID account, ResultSet row) throws SQLException {
        UUID eventId = row.getObject(3, UUID.class);
        return eventId == null
                ? records.row(account, row.getInt(2), Optional.empty(), row.getString(7)).eventId()
                : eventId.toString();
    }
}
