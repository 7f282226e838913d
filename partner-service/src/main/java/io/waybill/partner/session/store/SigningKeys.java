package io.waybill.partner.session.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.eventsourcing.store.JdbcEvents;
import io.waybill.partner.account.store.Published;
import io.waybill.partner.v1.SigningKeyPublished;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The keys that session tokens are signed with. The first instance that starts makes one and
 * publishes its public half on {@code partner.events}, in the stream of the installation; all
 * instances sign with the newest. The private half leaves the database sealed only.
 */
@Singleton
public final class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final UUID INSTALLATION = new UUID(0, 0);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final MasterKeys masterKeys;
    private final Published published;
    private final InstantSource clock;
    private final Thread loader = Thread.ofVirtual().name("signing-keys").unstarted(this::load);
    private volatile List<SigningKey> keys = List.of();

    SigningKeys(
            DataSource dataSource,
            MasterKeys masterKeys,
            Published published,
            InstantSource clock) {
        this.dataSource = dataSource;
        this.masterKeys = masterKeys;
        this.published = published;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loader.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loader.interrupt();
    }

    boolean areLoaded() {
        return !keys.isEmpty();
    }

    /** The key to sign with. */
    public SigningKey current() {
        List<SigningKey> known = keys;
        if (known.isEmpty()) {
            throw new ProblemException(
                            RequestProblem.UNAVAILABLE, "The service is not ready for sessions.")
                    .retryAfter(Duration.ofSeconds(2));
        }
        return known.getLast();
    }

    /** Public halves, as a JWK set holds them. */
    public List<String> publicKeys() {
        return keys.stream().map(SigningKey::publicJwk).toList();
    }

    private void load() {
        while (keys.isEmpty()) {
            try {
                loadOnce();
            } catch (SQLException | RuntimeException failure) {
                LOG.warnf(failure, "signing keys are not loaded yet");
                try {
                    Thread.sleep(AGAIN);
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void loadOnce() throws SQLException {
        List<OutboundRecord> records = new ArrayList<>();
        List<SigningKey> loaded;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                loaded = loadOrMake(connection, records);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
        keys = loaded;
        published.announce(records);
    }

    private List<SigningKey> loadOrMake(Connection connection, List<OutboundRecord> records)
            throws SQLException {
        // Of several instances that start at once, one makes the key and the others find it.
        run(connection, "LOCK TABLE signing_key IN EXCLUSIVE MODE");
        List<SigningKey> found = find(connection);
        if (!found.isEmpty()) {
            return found;
        }
        SigningKey made = SigningKey.make();
        Instant now = clock.instant();
        insert(connection, made, now);
        long version = JdbcEvents.load(connection, INSTALLATION).size();
        records.add(record(made, version + 1, now));
        JdbcEvents.append(
                connection,
                INSTALLATION,
                version,
                records,
                Correlation.headers(records.getFirst().meta()));
        LOG.infof("signing key made kid=%s", made.id());
        return List.of(made);
    }

    private static OutboundRecord record(SigningKey key, long sequence, Instant now) {
        Scope scope = Scope.of(INSTALLATION, Correlation.current());
        var meta = Metas.of(scope, INSTALLATION, sequence, TimeOrderedIds.next(), now);
        return new OutboundRecord(
                Topic.PARTNER_EVENTS,
                INSTALLATION.toString(),
                SigningKeyPublished.newBuilder()
                        .setMeta(meta)
                        .setKeyId(key.id())
                        .setJwk(key.publicJwk())
                        .build());
    }

    private List<SigningKey> find(Connection connection) throws SQLException {
        String sql =
                "SELECT id, sealed_jwk FROM signing_key WHERE retired_at IS NULL"
                        + " ORDER BY created_at, id";
        List<SigningKey> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String clear =
                        SealedText.open(masterKeys, context(row.getString(1)), row.getString(2));
                found.add(SigningKey.parse(clear));
            }
        }
        return List.copyOf(found);
    }

    private void insert(Connection connection, SigningKey key, Instant now) throws SQLException {
        String sql =
                "INSERT INTO signing_key (id, public_jwk, sealed_jwk, created_at)"
                        + " VALUES (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, key.id());
            insert.setString(2, key.publicJwk());
            insert.setString(3, SealedText.seal(masterKeys, context(key.id()), key.completeJwk()));
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static String context(String keyId) {
        return "partner.signing-key|" + keyId;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
