package io.waybill.reporting.projection.store;

import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.KeyErased;
import io.waybill.reporting.projection.RowChange.KeyLive;
import io.waybill.reporting.projection.RowChange.LeadArrival;
import io.waybill.reporting.projection.kafka.RecordRows;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes what a batch of events changes; the same for the live tables and for a rebuild. */
@Singleton
public final class ViewWriter implements ExactlyOnceProjection.Writer {

    /** Name of the projection in its offsets. */
    public static final String PROJECTION = "reporting";

    private final ClearColumnsWriter clearColumns;

    ViewWriter(ClearColumnsWriter clearColumns) {
        this.clearColumns = clearColumns;
    }

    @Override
    public void write(Connection connection, List<PositionedEvent> events) throws SQLException {
        List<RowChange> changes =
                events.stream()
                        .map(PositionedEvent::value)
                        .<RowChange>mapMulti((value, rows) -> {
                            if (value != null) {
                                RecordRows.of(value).forEach(rows);
                            }
                        })
                        .toList();
        lock(connection, events.getFirst().partition());
        RowWriter.write(connection, changes);
        clearColumns.write(connection, leadsWithNewDataOrKey(changes));
    }

    /**
     * A lead's data and its key come on two topics, but on the same partition of both: one writer
     * at a time for a partition sees what the others have written.
     */
    private static void lock(Connection connection, int partition) throws SQLException {
        String sql = "select pg_advisory_xact_lock(hashtext(current_schema()), ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, partition);
            statement.execute();
        }
    }

    private static Set<UUID> leadsWithNewDataOrKey(List<RowChange> changes) {
        return changes.stream()
                .map(ViewWriter::leadToOpen)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static Optional<UUID> leadToOpen(RowChange change) {
        return switch (change) {
            case LeadArrival arrival -> Optional.of(arrival.leadId());
            case KeyLive key -> Optional.of(key.leadId());
            case KeyErased key -> Optional.of(key.leadId());
            default -> Optional.empty();
        };
    }
}
