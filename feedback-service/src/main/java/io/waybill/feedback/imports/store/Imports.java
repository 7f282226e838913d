package io.waybill.feedback.imports.store;

import io.waybill.feedback.imports.FeedbackImport;
import io.waybill.feedback.imports.FeedbackImport.Label;
import io.waybill.feedback.imports.FeedbackImport.Progress;
import io.waybill.feedback.imports.FeedbackImport.State;
import io.waybill.feedback.imports.ImportRow;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Takes in parts of imports, and moves these from state to state; blocks. */
@Singleton
public final class Imports {

    static final String COLUMNS =
            """
            id, account_id, correlation, name, type, state, created_at, ended_at,
            rows, done, succeeded, failed, broken
            """;
    private static final String LOCK =
            "SELECT state FROM feedback_import WHERE account_id = ? AND id = ? FOR UPDATE";
    private static final String KNOWN_PART =
            "SELECT digest FROM feedback_import_part WHERE import_id = ? AND part = ?";
    private static final String PART =
            "INSERT INTO feedback_import_part (import_id, part, digest, rows) VALUES (?, ?, ?, ?)";
    private static final String ROW =
            """
            INSERT INTO feedback_import_row (import_id, part, line, event_id, content)
            VALUES (?, ?, ?, ?, ?)
            """;
    private static final String COUNT =
            "UPDATE feedback_import SET rows = rows + ?, touched_at = now() WHERE id = ?";
    private static final String MOVE =
            """
            UPDATE feedback_import SET state = ?, touched_at = now(), due_at = now()
            WHERE account_id = ? AND id = ? AND state = ANY (string_to_array(?, ','))
            """;

    private final DataSource dataSource;
    private final ImportRecords records;

    Imports(DataSource dataSource, ImportRecords records) {
        this.dataSource = dataSource;
        this.records = records;
    }

    /** A part of a file as it came in. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, and compared by content
    public record Part(int number, byte[] digest, List<ImportRow> rows) {}

    /** What taking in a part came to. */
    public enum Taken {
        TAKEN,
        /** The same part again: nothing is changed. */
        KNOWN,
        /** Another part of the same number is there. */
        CHANGED,
        /** It is running or done. */
        CLOSED,
        UNKNOWN
    }

    /** Takes in a part, whole or not at all. */
    public Taken take(UUID account, UUID id, Part part) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Taken taken = take(connection, account, id, part);
                connection.commit();
                return taken;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private Taken take(Connection connection, UUID account, UUID id, Part part)
            throws SQLException {
        Optional<State> state = locked(connection, account, id);
        if (state.isEmpty()) {
            return Taken.UNKNOWN;
        }
        Optional<byte[]> known = digest(connection, id, part.number());
        if (known.isPresent()) {
            return Arrays.equals(known.get(), part.digest()) ? Taken.KNOWN : Taken.CHANGED;
        }
        if (state.get() != State.OPEN) {
            return Taken.CLOSED;
        }
        insert(connection, account, id, part);
        return Taken.TAKEN;
    }

    private static Optional<State> locked(Connection connection, UUID account, UUID id)
            throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setObject(1, account);
            lock.setObject(2, id);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() ? Optional.of(state(row.getString(1))) : Optional.empty();
            }
        }
    }

    private static Optional<byte[]> digest(Connection connection, UUID id, int part)
            throws SQLException {
        try (PreparedStatement known = connection.prepareStatement(KNOWN_PART)) {
            known.setObject(1, id);
            known.setInt(2, part);
            try (ResultSet row = known.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** Writes a part and its rows, in the caller's transaction. */
    void insert(Connection connection, UUID account, UUID id, Part part) throws SQLException {
        try (PreparedStatement noted = connection.prepareStatement(PART);
                PreparedStatement insert = connection.prepareStatement(ROW);
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            noted.setObject(1, id);
            noted.setInt(2, part.number());
            noted.setBytes(3, part.digest());
            noted.setInt(4, part.rows().size());
            noted.executeUpdate();
            for (ImportRow row : part.rows()) {
                insert.setObject(1, id);
                insert.setInt(2, part.number());
                insert.setInt(3, row.line());
                insert.setObject(4, row.event().orElse(null), Types.OTHER);
                insert.setString(5, records.sealed(account, row));
                insert.addBatch();
            }
            insert.executeBatch();
            count.setInt(1, part.rows().size());
            count.setObject(2, id);
            count.executeUpdate();
        }
    }

    /**
     * Moves an import to another state.
     *
     * @param from states in which that may be
     * @return false when it is in none of them, or is not there
     */
    public boolean move(UUID account, UUID id, List<State> from, State to) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setString(1, word(to));
            move.setObject(2, account);
            move.setObject(3, id);
            move.setString(4, String.join(",", from.stream().map(Imports::word).toList()));
            return move.executeUpdate() == 1;
        }
    }

    static FeedbackImport read(ResultSet row) throws SQLException {
        return new FeedbackImport(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                new Label(
                        row.getString(4),
                        Optional.ofNullable(row.getString(5)),
                        row.getObject(7, OffsetDateTime.class).toInstant()),
                state(row.getString(6)),
                new Progress(
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13),
                        time(row.getObject(8, OffsetDateTime.class))));
    }

    public static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static State state(String word) {
        return State.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Instant> time(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
