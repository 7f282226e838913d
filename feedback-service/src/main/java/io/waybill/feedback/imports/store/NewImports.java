package io.waybill.feedback.imports.store;

import io.waybill.feedback.imports.FeedbackImport;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Makes imports, a repeated call only once; blocks. */
@Singleton
public final class NewImports {

    /** A call that is repeated within this time makes no further import. */
    private static final Duration REPEATED_WITHIN = Duration.ofDays(1);

    /** Calls of one account are taken one after the other, or two of a kind would both be first. */
    private static final String QUEUE = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String EARLIER =
            """
            SELECT id, request_digest FROM feedback_import
            WHERE account_id = ? AND created_at > ?
              AND (request_key = ?
                   OR CAST(? AS text) IS NULL AND request_key IS NULL AND request_digest = ?)
            ORDER BY created_at LIMIT 1
            """;
    private static final String OPEN =
            "SELECT count(*) FROM feedback_import WHERE account_id = ? AND state <> 'done'";
    private static final String CREATE =
            """
            INSERT INTO feedback_import (id, account_id, correlation, name, type, state, created_at,
                                         touched_at, due_at, rows, done, succeeded, failed, broken,
                                         request_key, request_digest)
            VALUES (?, ?, ?, ?, ?, 'open', ?, ?, ?, 0, 0, 0, 0, 0, ?, ?)
            """;
    private static final String START = "UPDATE feedback_import SET state = 'running' WHERE id = ?";

    private final DataSource dataSource;
    private final Imports imports;

    NewImports(DataSource dataSource, Imports imports) {
        this.dataSource = dataSource;
        this.imports = imports;
    }

    /**
     * The call that asks for an import.
     *
     * @param key that the caller has given it
     * @param digest of what it asks for
     * @param repeatable whether one without a key is known by its digest
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, and compared by content
    public record Request(Optional<String> key, byte[] digest, boolean repeatable) {}

    /** What asking for an import came to. */
    public sealed interface Made {

        /** It is there, made by this call or by an earlier one. */
        record There(UUID id) implements Made {}

        /** The account has as many that are not done as it may. */
        record TooMany() implements Made {}

        /** The key was used for something else. */
        record OtherContent() implements Made {}
    }

    /**
     * Makes an import, whole or not at all.
     *
     * @param whole its only part, with which it begins to run; empty: it waits for its parts
     * @param most how many that are not done an account may have
     */
    public Made make(FeedbackImport made, Request request, Optional<Imports.Part> whole, int most)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Made result = make(connection, made, request, whole, most);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private Made make(
            Connection connection,
            FeedbackImport made,
            Request request,
            Optional<Imports.Part> whole,
            int most)
            throws SQLException {
        queue(connection, made.accountId());
        Optional<Made> earlier = earlier(connection, made, request);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (open(connection, made.accountId()) >= most) {
            return new Made.TooMany();
        }
        insert(connection, made, request);
        if (whole.isPresent()) {
            imports.insert(connection, made.accountId(), made.id(), whole.get());
            start(connection, made.id());
        }
        return new Made.There(made.id());
    }

    private static void queue(Connection connection, UUID account) throws SQLException {
        try (PreparedStatement queue = connection.prepareStatement(QUEUE)) {
            queue.setString(1, "feedback-import " + account);
            queue.execute();
        }
    }

    private static Optional<Made> earlier(
            Connection connection, FeedbackImport made, Request request) throws SQLException {
        if (request.key().isEmpty() && !request.repeatable()) {
            return Optional.empty();
        }
        Instant since = made.label().createdAt().minus(REPEATED_WITHIN);
        try (PreparedStatement earlier = connection.prepareStatement(EARLIER)) {
            earlier.setObject(1, made.accountId());
            earlier.setObject(2, Imports.time(since));
            earlier.setString(3, request.key().orElse(null));
            earlier.setString(4, request.key().orElse(null));
            earlier.setBytes(5, request.digest());
            try (ResultSet row = earlier.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        Arrays.equals(row.getBytes(2), request.digest())
                                ? new Made.There(row.getObject(1, UUID.class))
                                : new Made.OtherContent());
            }
        }
    }

    private static long open(Connection connection, UUID account) throws SQLException {
        try (PreparedStatement open = connection.prepareStatement(OPEN)) {
            open.setObject(1, account);
            try (ResultSet row = open.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void insert(Connection connection, FeedbackImport made, Request request)
            throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(CREATE)) {
            create.setObject(1, made.id());
            create.setObject(2, made.accountId());
            create.setObject(3, made.correlation());
            create.setString(4, made.label().name());
            create.setString(5, made.label().type().orElse(null));
            create.setObject(6, Imports.time(made.label().createdAt()));
            create.setObject(7, Imports.time(made.label().createdAt()));
            create.setObject(8, Imports.time(made.label().createdAt()));
            create.setObject(9, request.key().orElse(null), Types.VARCHAR);
            create.setBytes(10, request.digest());
            create.executeUpdate();
        }
    }

    private static void start(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement start = connection.prepareStatement(START)) {
            start.setObject(1, id);
            start.executeUpdate();
        }
    }
}
