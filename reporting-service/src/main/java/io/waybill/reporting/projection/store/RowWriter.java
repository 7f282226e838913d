package io.waybill.reporting.projection.store;

import io.waybill.reporting.projection.RowChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies row changes inside the caller's transaction, one batch for each statement. Statements of
 * different kinds own different columns, so that their order does not matter; within one statement
 * the order of the records is kept.
 */
final class RowWriter {

    private RowWriter() {}

    static void write(Connection connection, Collection<RowChange> changes) throws SQLException {
        Map<RowStatement, List<Object[]>> batches = new LinkedHashMap<>();
        for (RowChange change : changes) {
            batches.computeIfAbsent(RowStatement.of(change), _ -> new ArrayList<>())
                    .add(RowValues.of(change));
        }
        for (Map.Entry<RowStatement, List<Object[]>> batch : batches.entrySet()) {
            execute(connection, batch.getKey(), batch.getValue());
        }
    }

    private static void execute(Connection connection, RowStatement row, List<Object[]> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(row.sql())) {
            for (Object[] parameters : values) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
