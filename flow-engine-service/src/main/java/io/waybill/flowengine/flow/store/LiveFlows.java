package io.waybill.flowengine.flow.store;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps what the lanes said of live versions; what is older than what is known changes nothing. */
@Singleton
public final class LiveFlows {

    private static final String UPSERT =
            """
            INSERT INTO flow_live (flow_id, version, enabled, sequence) VALUES (?, ?, ?, ?)
            ON CONFLICT (flow_id) DO UPDATE
            SET version = EXCLUDED.version, enabled = EXCLUDED.enabled, sequence = EXCLUDED.sequence
            WHERE flow_live.sequence < EXCLUDED.sequence
            """;

    private final DataSource dataSource;

    LiveFlows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public void learn(UUID flowId, int version, boolean enabled, long sequence)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setObject(1, flowId);
            upsert.setInt(2, version);
            upsert.setBoolean(3, enabled);
            upsert.setLong(4, sequence);
            upsert.executeUpdate();
        }
    }
}
