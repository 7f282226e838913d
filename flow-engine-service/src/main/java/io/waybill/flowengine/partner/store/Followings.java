package io.waybill.flowengine.partner.store;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Connections that flows still have to follow. One stays here until they do, so that a flow which
 * cannot be changed now keeps nobody else waiting and is not given up.
 */
@Singleton
public final class Followings {

    private static final String ASK =
            """
            INSERT INTO partner_following (connection_id, sequence, due_at, name, name_record, name_owner)
            VALUES (?, ?, now(), ?, ?, ?)
            ON CONFLICT (connection_id) DO UPDATE
            SET sequence = EXCLUDED.sequence, due_at = EXCLUDED.due_at, name = EXCLUDED.name,
                name_record = EXCLUDED.name_record, name_owner = EXCLUDED.name_owner
            """;

    private static final String DUE =
            """
            SELECT connection_id, sequence, name, name_record, name_owner FROM partner_following
            WHERE due_at <= ? ORDER BY due_at LIMIT ?
            """;

    private static final String POSTPONE =
            "UPDATE partner_following SET due_at = ? WHERE connection_id = ? AND sequence = ?";

    private static final String DONE =
            "DELETE FROM partner_following WHERE connection_id = ? AND sequence = ?";

    private final DataSource database;

    Followings(DataSource database) {
        this.database = database;
    }

    /**
     * @param sequence of the event that is to be followed: a later one is another
     * @param name of the seller, where the event has it
     */
    public record Following(UUID connectionId, long sequence, Optional<SealedName> name) {}

    /** In the transaction that learns the event. */
    static void ask(Connection connection, Following following) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(ASK)) {
            ask.setObject(1, following.connectionId());
            ask.setLong(2, following.sequence());
            ask.setBytes(3, following.name().map(SealedName::sealed).orElse(null));
            ask.setObject(4, following.name().map(SealedName::recordId).orElse(null), Types.OTHER);
            ask.setObject(5, following.name().map(SealedName::ownerId).orElse(null), Types.OTHER);
            ask.executeUpdate();
        }
    }

    public List<Following> due(Instant now, int most) throws SQLException {
        List<Following> due = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setInt(2, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(
                            new Following(
                                    rows.getObject(1, UUID.class), rows.getLong(2), name(rows)));
                }
            }
        }
        return due;
    }

    private static Optional<SealedName> name(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes(3);
        return sealed == null
                ? Optional.empty()
                : Optional.of(
                        new SealedName(
                                row.getObject(5, UUID.class),
                                row.getObject(4, UUID.class),
                                sealed));
    }

    public void done(Following following) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(DONE)) {
            delete.setObject(1, following.connectionId());
            delete.setLong(2, following.sequence());
            delete.executeUpdate();
        }
    }

    public void postpone(Following following, Instant now, Duration by) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(POSTPONE)) {
            update.setObject(1, now.plus(by).atOffset(ZoneOffset.UTC));
            update.setObject(2, following.connectionId());
            update.setLong(3, following.sequence());
            update.executeUpdate();
        }
    }
}
