package io.waybill.delivery;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Makes the service wait at a chosen statement, as a slow or far database would: with locks that
 * are held until this is closed. The service knows nothing of it.
 */
final class HeldDatabase implements AutoCloseable {

    private static final long RELAY_LOCK = 4711;

    private static final String HOLD_RELAY =
            """
            CREATE OR REPLACE FUNCTION hold_relay() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock(%1$d);
                RETURN OLD;
            END $$;
            CREATE TRIGGER hold_relay BEFORE DELETE ON outbox
                FOR EACH ROW EXECUTE FUNCTION hold_relay();
            """
                    .formatted(RELAY_LOCK);

    /** Those that waited died with the service; their statements must not end after it. */
    private static final String LET_GO =
            """
            SELECT pg_terminate_backend(pid) FROM pg_locks
            WHERE NOT granted AND pid <> pg_backend_pid();
            """;

    private static final String SCHEDULE =
            """
            CREATE TEMPORARY TABLE scheduled AS SELECT * FROM delivery LIMIT 1;
            UPDATE scheduled SET state = 'later', owner = NULL, outcome = 'error',
                certain = false, settled_at = now(), due_at = now() + interval '1 hour',
                round_until = now() + interval '2 hours', step_id = 'scheduled';
            DO $$
            DECLARE
                others text;
            BEGIN
                SELECT string_agg(quote_ident(column_name), ', ') INTO others
                FROM information_schema.columns
                WHERE table_name = 'delivery' AND column_name <> 'event_id';
                EXECUTE format('INSERT INTO delivery (event_id, %%1$s)
                    SELECT gen_random_uuid(), %%1$s FROM scheduled, generate_series(1, %d)',
                    others);
            END $$;
            """;

    private final Map<String, String> settings;
    private final Connection looking;
    private final List<Connection> holding = new ArrayList<>();
    private boolean relayHeld;

    HeldDatabase(Map<String, String> settings) throws SQLException {
        this.settings = settings;
        this.looking = connect();
    }

    /** No attempt's outcome is written. */
    void holdOutcomes() throws SQLException {
        run(begin(), "LOCK TABLE attempt IN EXCLUSIVE MODE");
    }

    boolean holdsAnOutcome() throws SQLException {
        return waits("relation = 'attempt'::regclass");
    }

    /**
     * The row of that delivery is not written: nobody knows yet whether it is there.
     *
     * @param like a delivery whose row is there
     */
    void holdRow(UUID eventId, UUID like) throws SQLException {
        Connection connection = begin();
        run(
                connection,
                """
                CREATE TEMPORARY TABLE held ON COMMIT DROP AS
                    SELECT * FROM delivery WHERE event_id = '%s';
                UPDATE held SET event_id = '%s';
                INSERT INTO delivery SELECT * FROM held;
                """
                        .formatted(like, eventId));
    }

    boolean holdsARow() throws SQLException {
        return waits("locktype = 'transactionid'");
    }

    /** What the relay has published it does not come to know of. */
    void holdRelay() throws SQLException {
        run(looking, "SELECT pg_advisory_lock(%d)".formatted(RELAY_LOCK));
        relayHeld = true;
        run(looking, HOLD_RELAY);
    }

    boolean holdsTheRelay() throws SQLException {
        return waits("locktype = 'advisory' AND objid = " + RELAY_LOCK);
    }

    /** So many deliveries more that are due in an hour, each like one that is there. */
    void schedule(int count) throws SQLException {
        run(looking, SCHEDULE.formatted(count));
        run(looking, "ANALYZE delivery");
    }

    void unschedule() throws SQLException {
        run(looking, "DELETE FROM delivery WHERE step_id = 'scheduled'");
        run(looking, "VACUUM ANALYZE delivery");
    }

    /** The state of a delivery; empty where it has no row. */
    String state(UUID eventId) throws SQLException {
        try (PreparedStatement select =
                looking.prepareStatement("SELECT state FROM delivery WHERE event_id = ?")) {
            select.setObject(1, eventId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /** As a process leaves a delivery that dies when it has just taken it to be sent later. */
    void leaveInHand(UUID eventId) throws SQLException {
        run(
                looking,
                """
                UPDATE delivery SET owner = (SELECT owner FROM instance LIMIT 1), due_at = now()
                WHERE state = 'later' AND event_id = '%s'
                """
                        .formatted(eventId));
    }

    private boolean waits(String which) throws SQLException {
        try (Statement select = looking.createStatement();
                ResultSet row =
                        select.executeQuery(
                                "SELECT 1 FROM pg_locks WHERE NOT granted AND " + which)) {
            return row.next();
        }
    }

    private Connection begin() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        holding.add(connection);
        return connection;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                setting("jdbc.url"), setting("username"), setting("password"));
    }

    private String setting(String name) {
        return Objects.requireNonNull(settings.get("quarkus.datasource." + name));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        run(looking, LET_GO);
        for (Connection connection : holding) {
            connection.rollback();
            connection.close();
        }
        if (relayHeld) {
            run(looking, "DROP TRIGGER hold_relay ON outbox");
        }
        looking.close();
    }
}
