package io.waybill.delivery.destination.store;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the definitions of all accounts in the memory of this instance. What this instance changes
 * is known at once, what others change within a second or two. While the database is away, what was
 * known last holds.
 */
@Singleton
public final class DefinitionIndex {

    private static final Logger LOG = Logger.getLogger(DefinitionIndex.class);
    private static final Duration RHYTHM = Duration.ofSeconds(1);

    /** A transaction that began before the last look may have been committed after it. */
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private static final String SELECT =
            """
            SELECT id, account_id, kind, name, body, credential_id, enabled, deleted, sequence,
                   updated_at, now()
            FROM definition
            """;
    private static final String CHANGED = SELECT + " WHERE changed_at >= ?";
    private static final String ONE = SELECT + " WHERE id = ?";

    private final DataSource database;
    private final List<DefinitionLearner> learners;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch loaded = new CountDownLatch(1);
    private OffsetDateTime since = OffsetDateTime.parse("1970-01-01T00:00:00Z");

    @Inject
    DefinitionIndex(DataSource database, @All List<DefinitionLearner> learners) {
        this.database = database;
        this.learners = List.copyOf(learners);
    }

    /** Before the first delivery is taken. */
    void start(@Observes @Priority(1) StartupEvent event) throws InterruptedException {
        Thread.ofPlatform().daemon().name("definitions").start(this::run);
        // An instance that starts while its database is away waits elsewhere, too.
        if (!loaded.await(30, TimeUnit.SECONDS)) {
            LOG.warn("definitions are not known yet");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        closed.countDown();
    }

    void learn(DefinitionView view) {
        learners.forEach(learner -> learner.learn(view));
    }

    /**
     * Waits until what is stored has been read once: before that, what is not known is not gone.
     *
     * @throws InterruptedException when the service ends first
     */
    public void awaitLoaded() throws InterruptedException {
        while (!loaded.await(RHYTHM.toMillis(), TimeUnit.MILLISECONDS)) {
            if (closed.getCount() == 0) {
                throw new InterruptedException("the service ends");
            }
        }
    }

    /** Learns one that was stored since the last look, by another instance. */
    public void learn(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    learn(row);
                }
            }
        }
    }

    /** One that cannot be read must not hide those behind it. */
    private void learn(ResultSet row) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        try {
            learn(view(row));
        } catch (RuntimeException defect) {
            LOG.errorf(
                    "a definition cannot be read id=%s cause=%s", id, defect.getClass().getName());
        }
    }

    private void run() {
        try {
            do {
                try {
                    look();
                    loaded.countDown();
                } catch (SQLException away) {
                    LOG.warnf("definitions are not read for now state=%s", away.getSQLState());
                } catch (RuntimeException defect) {
                    LOG.error("definitions are not read for now", defect);
                }
            } while (!closed.await(RHYTHM.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(CHANGED)) {
            select.setObject(1, since);
            try (ResultSet rows = select.executeQuery()) {
                @Nullable OffsetDateTime now = null;
                while (rows.next()) {
                    learn(rows);
                    now = rows.getObject(11, OffsetDateTime.class);
                }
                if (now != null) {
                    since = now.minus(OVERLAP);
                }
            }
        }
    }

    private static DefinitionView view(ResultSet row) throws SQLException {
        return new DefinitionView(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                DefinitionKind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                new DefinitionView.Content(
                        row.getString(4),
                        row.getString(5),
                        Optional.ofNullable(row.getObject(6, UUID.class))),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getLong(9),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }
}
