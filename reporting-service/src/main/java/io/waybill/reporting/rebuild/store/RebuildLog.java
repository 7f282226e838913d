package io.waybill.reporting.rebuild.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.reporting.rebuild.Rebuild;
import io.waybill.reporting.rebuild.Rebuild.Progress;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which rebuilds there were, and how far the running one is; any instance can tell. */
@Singleton
public final class RebuildLog {

    private static final String COLUMNS =
            "select id, state, started_at, ended_at, message, progress from public.rebuild";

    private final DataSource pool;
    private final JsonMapper json = JsonMapper.builder().build();

    RebuildLog(DataSource pool) {
        this.pool = pool;
    }

    /** Notes the start; the number, new for each rebuild, names its schema. */
    public long started(UUID id, Instant at) throws SQLException {
        String sql =
                "insert into public.rebuild (id, state, started_at, progress)"
                        + " values (?, ?, ?, ?::jsonb) returning number";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.setString(2, Rebuild.RUNNING);
            statement.setObject(3, utc(at));
            statement.setString(4, text(Progress.NONE));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    public void progressed(UUID id, Progress progress) throws SQLException {
        update("update public.rebuild set progress = ?::jsonb where id = ?", text(progress), id);
    }

    /** Notes, in the transaction that does it, that the new tables are the live ones now. */
    public void swapped(Connection connection, UUID id, Instant at) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "update public.rebuild set swapped_at = ? where id = ?")) {
            statement.setObject(1, utc(at));
            statement.setObject(2, id);
            statement.executeUpdate();
        }
    }

    /** Notes the end. It is done once the tables were swapped, whatever happened after that. */
    public void ended(UUID id, @Nullable String failure, Instant at) throws SQLException {
        update(
                """
                update public.rebuild
                set state = case when swapped_at is null then 'failed' else 'done' end,
                    message = case when swapped_at is null then ? end,
                    ended_at = ?
                where id = ? and state = 'running'
                """,
                failure,
                utc(at),
                id);
    }

    /** To be called only while no rebuild can be running. */
    void interruptRunning(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    """
                    update public.rebuild
                    set state = case when swapped_at is null then 'interrupted' else 'done' end,
                        ended_at = swapped_at
                    where state = 'running'
                    """);
        }
    }

    public Optional<Rebuild> find(UUID id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(COLUMNS + " where id = ?")) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private void update(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private Rebuild read(ResultSet row) throws SQLException {
        OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new Rebuild(
                row.getObject("id", UUID.class),
                row.getString("state"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                row.getString("message"),
                progress(row.getString("progress")));
    }

    private Progress progress(String text) {
        try {
            return json.readValue(text, Progress.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Progress progress) {
        try {
            return json.writeValueAsString(progress);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
