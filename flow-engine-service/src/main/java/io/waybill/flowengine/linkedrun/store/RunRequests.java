package io.waybill.flowengine.linkedrun.store;

import io.waybill.flowengine.linkedrun.store.RunRequest.Progress;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps requests for linked runs: as their callers see them. */
@Singleton
public final class RunRequests {

    static final String COLUMNS =
            """
            id, account_id, correlation_id, selection, created_at, position, tries,
            looked_at, made, refused, has_more, ended_at
            """;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String CREATE =
            """
            INSERT INTO run_request (id, account_id, idempotency_key, body_digest, selection,
                                     correlation_id, created_at, touched_at, position,
                                     looked_at, made, refused, has_more)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, false)
            ON CONFLICT (account_id, idempotency_key) DO NOTHING
            """;
    private static final String KNOWN =
            "SELECT body_digest, "
                    + COLUMNS
                    + " FROM run_request WHERE account_id = ? AND idempotency_key = ?";
    private static final String FIND =
            "SELECT " + COLUMNS + " FROM run_request WHERE account_id = ? AND id = ?";
    private static final String LEADS =
            """
            SELECT lead_id, run_id, refusal, masked FROM run_request_lead
            WHERE request_id = ? AND lead_id > ? ORDER BY lead_id LIMIT ?
            """;

    private final DataSource dataSource;

    RunRequests(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What a caller asks for. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, and compared by content
    public record Asked(
            UUID id,
            UUID accountId,
            UUID correlationId,
            @Nullable String idempotencyKey,
            byte[] bodyDigest,
            String selection,
            Instant now) {}

    /** What became of one lead of a request. */
    public record Line(
            UUID leadId, Optional<UUID> runId, Optional<String> refusal, List<String> masked) {}

    /**
     * The request as it stands: a new one, or the one that was made with the same idempotency key.
     *
     * @return empty when that one had another body
     */
    public Optional<RunRequest> create(Asked asked) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (insert(connection, asked)) {
                return Optional.of(
                        new RunRequest(
                                asked.id(),
                                asked.accountId(),
                                asked.correlationId(),
                                asked.selection(),
                                asked.now(),
                                BEFORE_ALL,
                                0,
                                Progress.NONE));
            }
            try (PreparedStatement known = connection.prepareStatement(KNOWN)) {
                known.setObject(1, asked.accountId());
                known.setString(2, asked.idempotencyKey());
                try (ResultSet row = known.executeQuery()) {
                    return row.next() && Arrays.equals(row.getBytes(1), asked.bodyDigest())
                            ? Optional.of(request(row))
                            : Optional.empty();
                }
            }
        }
    }

    private static boolean insert(Connection connection, Asked asked) throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(CREATE)) {
            create.setObject(1, asked.id());
            create.setObject(2, asked.accountId());
            create.setString(3, asked.idempotencyKey());
            create.setBytes(4, asked.bodyDigest());
            create.setString(5, asked.selection());
            create.setObject(6, asked.correlationId());
            create.setTimestamp(7, Timestamp.from(asked.now()));
            create.setTimestamp(8, Timestamp.from(asked.now()));
            create.setObject(9, BEFORE_ALL);
            return create.executeUpdate() == 1;
        }
    }

    /** Another account's request is not found. */
    public Optional<RunRequest> find(UUID accountId, UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, accountId);
            find.setObject(2, id);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(request(row)) : Optional.empty();
            }
        }
    }

    /** What became of its leads, in the order of their ids. */
    public List<Line> leads(UUID requestId, Optional<UUID> after, int most) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LEADS)) {
            select.setObject(1, requestId);
            select.setObject(2, after.orElse(BEFORE_ALL));
            select.setInt(3, most);
            try (ResultSet row = select.executeQuery()) {
                List<Line> lines = new ArrayList<>();
                while (row.next()) {
                    String masked = row.getString("masked");
                    lines.add(
                            new Line(
                                    row.getObject("lead_id", UUID.class),
                                    Optional.ofNullable(row.getObject("run_id", UUID.class)),
                                    Optional.ofNullable(row.getString("refusal")),
                                    masked.isEmpty() ? List.of() : List.of(masked.split("\n"))));
                }
                return lines;
            }
        }
    }

    static RunRequest request(ResultSet row) throws SQLException {
        return new RunRequest(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getObject("correlation_id", UUID.class),
                row.getString("selection"),
                row.getTimestamp("created_at").toInstant(),
                row.getObject("position", UUID.class),
                row.getInt("tries"),
                new Progress(
                        row.getInt("looked_at"),
                        row.getInt("made"),
                        row.getInt("refused"),
                        row.getBoolean("has_more"),
                        Optional.ofNullable(row.getTimestamp("ended_at"))
                                .map(Timestamp::toInstant)));
    }
}
