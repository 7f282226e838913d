package io.waybill.reporting.projection.store;

import io.waybill.reporting.projection.ClearColumns;
import io.waybill.reporting.store.LeadOpener;
import io.waybill.reporting.store.LeadOpener.Bound;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Fills the clear columns of leads from their opened data. It runs when either the data or the key
 * has come, so whichever is second does it; an erased key leaves the columns empty.
 */
@Singleton
final class ClearColumnsWriter {

    private static final ClearColumns NONE = new ClearColumns(null, null, null, null);

    private static final String READ =
            """
            select l.lead_id, l.data, l.data_record, k.wrapped_key, k.master_key_id
            from lead l join lead_key k on k.lead_id = l.lead_id
            where l.lead_id = any (?) and l.data is not null
            """;

    private static final String WRITE =
            """
            update lead set state = ?, postal_prefix = ?, phone_area = ?, mail_domain = ?
            where lead_id = ?
            """;

    private final LeadOpener opener;

    ClearColumnsWriter(LeadOpener opener) {
        this.opener = opener;
    }

    void write(Connection connection, Collection<UUID> leads) throws SQLException {
        if (leads.isEmpty()) {
            return;
        }
        Map<UUID, ClearColumns> columns = read(connection, leads);
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            for (Map.Entry<UUID, ClearColumns> lead : columns.entrySet()) {
                statement.setString(1, lead.getValue().state());
                statement.setString(2, lead.getValue().postalPrefix());
                statement.setString(3, lead.getValue().phoneArea());
                statement.setString(4, lead.getValue().mailDomain());
                statement.setObject(5, lead.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private Map<UUID, ClearColumns> read(Connection connection, Collection<UUID> leads)
            throws SQLException {
        Map<UUID, ClearColumns> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(1, connection.createArrayOf("uuid", leads.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getObject("lead_id", UUID.class), columns(rows));
                }
            }
        }
        return columns;
    }

    private ClearColumns columns(ResultSet row) throws SQLException {
        Bound bound =
                new Bound(
                        row.getObject("lead_id", UUID.class),
                        row.getObject("data_record", UUID.class),
                        Bound.DATA);
        byte[] data = row.getBytes("data");
        return opener.key(row.getBytes("wrapped_key"), row.getString("master_key_id"))
                .map(key -> opener.object(key, bound, data))
                .map(ClearColumns::of)
                .orElse(NONE);
    }
}
