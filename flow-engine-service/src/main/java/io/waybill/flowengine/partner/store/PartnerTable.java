package io.waybill.flowengine.partner.store;

import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.Connection.Hold;
import io.waybill.flowengine.partner.Connection.Receiver;
import io.waybill.flowengine.partner.kafka.ConnectionEvents;
import io.waybill.flowengine.partner.store.Followings.Following;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.ConnectionConfigured;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.partner.v1.ConnectionOpened;
import io.waybill.partner.v1.SubscriptionChanged;
import io.waybill.schemas.Records;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what partner.events says of connections and plans. What comes again, late, or from another
 * account than the first changes nothing.
 */
@Singleton
public final class PartnerTable {

    private static final String SELECT =
            """
            SELECT account_id, buyer_id, destination_id, flow_id, source_id, holds, ended, offered, sequence
            FROM partner_connection WHERE connection_id = ? FOR UPDATE
            """;

    private static final String UPSERT =
            """
            INSERT INTO partner_connection (connection_id, account_id, buyer_id, destination_id, flow_id,
                source_id, holds, ended, offered, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (connection_id) DO UPDATE
            SET buyer_id = EXCLUDED.buyer_id, destination_id = EXCLUDED.destination_id,
                flow_id = EXCLUDED.flow_id, source_id = EXCLUDED.source_id, holds = EXCLUDED.holds,
                ended = EXCLUDED.ended, offered = EXCLUDED.offered, sequence = EXCLUDED.sequence
            WHERE partner_connection.sequence < EXCLUDED.sequence
                AND partner_connection.account_id = EXCLUDED.account_id
            """;

    private static final String PLAN =
            """
            INSERT INTO account_plan (account_id, plan, sequence) VALUES (?, ?, ?)
            ON CONFLICT (account_id) DO UPDATE SET plan = EXCLUDED.plan, sequence = EXCLUDED.sequence
            WHERE account_plan.sequence < EXCLUDED.sequence
            """;

    /** Ids are unguessable and nothing else than ids: text that holds one names it. */
    private static final String NAMING =
            """
            SELECT f.id FROM flow f
            WHERE f.account_id = ? AND (strpos(lower(f.draft), ?) > 0 OR EXISTS (
                SELECT 1 FROM flow_version v
                WHERE v.flow_id = f.id AND v.version = f.version AND strpos(lower(v.definition), ?) > 0))
            ORDER BY f.id
            """;

    private static final String LEADS = "leads";
    private static final long FIRST = 1;

    private final DataSource database;

    PartnerTable(DataSource database) {
        this.database = database;
    }

    /**
     * The connection that an event is about, as it stands with it; empty for other events, and for
     * one whose beginning was not read.
     */
    public Optional<KnownPartner> learn(SpecificRecord event) throws SQLException {
        if (event instanceof SubscriptionChanged changed) {
            learn(changed);
            return Optional.empty();
        }
        Optional<UUID> id = ConnectionEvents.subject(event);
        return id.isEmpty() ? Optional.empty() : learn(id.get(), event);
    }

    private void learn(SubscriptionChanged changed) throws SQLException {
        if (!changed.getProduct().equals(LEADS)) {
            return;
        }
        try (java.sql.Connection connection = database.getConnection();
                PreparedStatement upsert = connection.prepareStatement(PLAN)) {
            upsert.setObject(1, changed.getAccountId());
            upsert.setString(2, changed.getPlan());
            upsert.setLong(3, changed.getMeta().getSequence());
            upsert.executeUpdate();
        }
    }

    private Optional<KnownPartner> learn(UUID id, SpecificRecord event) throws SQLException {
        try (java.sql.Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<KnownPartner> result = learn(connection, id, event);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }

    private static Optional<KnownPartner> learn(
            java.sql.Connection connection, UUID id, SpecificRecord event) throws SQLException {
        EventMeta meta = Records.meta(event);
        Stored known = stored(connection, id);
        if (known != null && known.isAheadOf(meta)) {
            return Optional.of(known.partner());
        }
        if (known == null && meta.getSequence() != FIRST) {
            return Optional.empty();
        }
        KnownPartner result = with(id, meta, known, event);
        write(connection, result, meta.getSequence());
        if (isFollowed(event)) {
            Followings.ask(connection, new Following(id, meta.getSequence(), name(event)));
        }
        return Optional.of(result);
    }

    /** A pause is for the seller's lane to keep: flows stay as their owners have them. */
    private static boolean isFollowed(SpecificRecord event) {
        return event instanceof ConnectionConfigured || event instanceof ConnectionEnded;
    }

    private static Optional<SealedName> name(SpecificRecord event) {
        if (!(event instanceof ConnectionConfigured configured)
                || configured.getSellerName() == null
                || configured.getNameKeyId() == null) {
            return Optional.empty();
        }
        ByteBuffer name = configured.getSellerName().duplicate();
        byte[] sealed = new byte[name.remaining()];
        name.get(sealed);
        return Optional.of(
                new SealedName(
                        configured.getNameKeyId(), configured.getMeta().getRecordId(), sealed));
    }

    /** A connection as it stands; empty where it is not known. */
    public Optional<KnownPartner> find(UUID id) throws SQLException {
        try (java.sql.Connection connection = database.getConnection()) {
            return Optional.ofNullable(stored(connection, id)).map(Stored::partner);
        }
    }

    private record Stored(KnownPartner partner, long sequence) {

        boolean isAheadOf(EventMeta meta) {
            return meta.getSequence() <= sequence
                    || !partner.accountId().equals(meta.getAccountId());
        }
    }

    private static KnownPartner with(
            UUID id, EventMeta meta, @Nullable Stored known, SpecificRecord event) {
        Connection before = known == null ? Connection.opened(id) : known.partner().connection();
        List<String> offered =
                event instanceof ConnectionOpened opened
                        ? opened.getOfferedFields()
                        : known == null ? List.of() : known.partner().offered();
        return new KnownPartner(
                meta.getAccountId(), ConnectionEvents.evolve(before, event), offered);
    }

    private static @Nullable Stored stored(java.sql.Connection connection, UUID id)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? stored(id, row) : null;
            }
        }
    }

    private static Stored stored(UUID id, ResultSet row) throws SQLException {
        PartnerConnectionRow read = new PartnerConnectionRow();
        read.connectionId = id;
        read.accountId = row.getObject(1, UUID.class);
        read.buyerId = row.getObject(2, UUID.class);
        read.destinationId = row.getObject(3, UUID.class);
        read.flowId = row.getObject(4, UUID.class);
        read.sourceId = row.getObject(5, UUID.class);
        read.holds = row.getString(6);
        read.ended = row.getString(7);
        read.offered = row.getString(8);
        return new Stored(read.known(), row.getLong(9));
    }

    private static void write(java.sql.Connection connection, KnownPartner partner, long sequence)
            throws SQLException {
        Connection now = partner.connection();
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setObject(1, now.id());
            upsert.setObject(2, partner.accountId());
            upsert.setObject(3, now.buyer().orElse(null));
            Receiver receiver = now.receiver().orElse(null);
            upsert.setObject(4, receiver instanceof Receiver.ToDestination(UUID to) ? to : null);
            upsert.setObject(5, receiver instanceof Receiver.ToFlow(UUID to, _) ? to : null);
            upsert.setObject(6, receiver instanceof Receiver.ToFlow(_, UUID by) ? by : null);
            upsert.setString(
                    7,
                    now.holds().stream().map(Hold::word).sorted().collect(Collectors.joining(",")));
            upsert.setString(8, now.ended().orElse(null));
            upsert.setString(9, String.join(",", partner.offered()));
            upsert.setLong(10, sequence);
            upsert.executeUpdate();
        }
    }

    /** Flows of an account that name a connection in their draft or their last version. */
    public List<UUID> flowsNaming(UUID accountId, UUID connectionId) throws SQLException {
        List<UUID> flows = new ArrayList<>();
        try (java.sql.Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NAMING)) {
            select.setObject(1, accountId);
            select.setString(2, connectionId.toString());
            select.setString(3, connectionId.toString());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    flows.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return flows;
    }
}
