package io.waybill.reporting.store;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.lead.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The names of an account's flows, sources and steps. */
public final class Names {

    private static final String SQL =
            """
            select 'flow', cast(flow_id as text), '', name from live.flow_name
                where account_id = :account
            union all
            select 'source', cast(flow_id as text), source_id, name from live.source_name
                where account_id = :account
            union all
            select 'step', cast(flow_id as text), step_id, name from live.step_name
                where account_id = :account
            """;

    private final Map<String, String> names = new HashMap<>();

    public static Uni<Names> of(Mutiny.Session session, UUID accountId) {
        return session.createNativeQuery(SQL, Object[].class)
                .setParameter("account", accountId)
                .getResultList()
                .map(Names::new);
    }

    /** For a reader that holds a connection into the live tables. */
    public static Names of(Connection connection, UUID accountId) throws SQLException {
        List<Object[]> found = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(SQL.replace(":account", "?"))) {
            statement.setObject(1, accountId);
            statement.setObject(2, accountId);
            statement.setObject(3, accountId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new Object[] {
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4)
                            });
                }
            }
        }
        return new Names(found);
    }

    private Names(List<Object[]> rows) {
        for (Object[] row : rows) {
            names.put(key((String) row[0], (String) row[1], (String) row[2]), (String) row[3]);
        }
    }

    public Named flow(UUID flowId) {
        return named("flow", flowId.toString(), "", flowId.toString());
    }

    public Named source(UUID flowId, UUID sourceId) {
        String id = sourceId.toString();
        return named("source", flowId.toString(), id, id);
    }

    public @Nullable Named step(@Nullable UUID flowId, @Nullable String stepId) {
        return stepId == null ? null : named("step", String.valueOf(flowId), stepId, stepId);
    }

    private Named named(String kind, String flow, String part, String id) {
        return new Named(id, names.get(key(kind, flow, part)));
    }

    private static String key(String kind, String flow, String part) {
        return kind + ' ' + flow + ' ' + part;
    }
}
