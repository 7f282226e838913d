package io.waybill.delivery.settling.store;

import io.waybill.delivery.v1.DeliverLead;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What runs before have delivered of a lead to the same step. The engine does not ask for what it
 * knows to be sold; here it is known first. A later run takes the place of the earlier one, whose
 * further attempts end: each has an Event ID of its own, by which no receiver could tell that both
 * bring the same lead.
 */
@Singleton
final class EarlierRuns {

    static final String HAS_IT = "The recipient has the lead, or may get it now, by an earlier run";
    static final String REPLACED = "A later run of the lead delivers it";

    private static final String FIND =
            """
            SELECT event_id, owner IS NOT NULL OR outcome = 'success' AS has_it, state
            FROM delivery
            WHERE account_id = ? AND COALESCE(first_lead_id, lead_id) = ? AND step_id = ?
              AND event_id <> ?
            ORDER BY event_id FOR UPDATE
            """;

    private static final String SUPERSEDE =
            """
            UPDATE delivery SET superseded_by = ?
            WHERE event_id = ANY (?) AND superseded_by IS NULL
            """;

    private final Transactions transactions;
    private final Interventions interventions;

    private record Earlier(UUID eventId, boolean hasIt, boolean goesOn) {}

    @Inject
    EarlierRuns(Transactions transactions, Interventions interventions) {
        this.transactions = transactions;
        this.interventions = interventions;
    }

    /**
     * Ends what earlier runs still had to send.
     *
     * @return why the request must not be sent, where the recipient may have the lead by them
     * @throws InterruptedException when the service ends first
     */
    Optional<String> giveWay(DeliverLead request) throws InterruptedException {
        UUID first = request.getFirstLeadId();
        if (first == null || first.equals(request.getLeadId()) || request.getLookup()) {
            return Optional.empty();
        }
        Optional<String> hasIt =
                transactions.persistently((connection, _) -> giveWay(connection, request, first));
        interventions.wake();
        return hasIt;
    }

    private Optional<String> giveWay(Connection connection, DeliverLead request, UUID first)
            throws SQLException {
        List<Earlier> runs = earlier(connection, request, first);
        if (runs.stream().anyMatch(Earlier::hasIt)) {
            return Optional.of(HAS_IT);
        }
        for (Earlier run : runs) {
            if (run.goesOn()) {
                interventions.giveUp(
                        connection, request.getMeta().getAccountId(), run.eventId(), REPLACED);
            }
        }
        supersede(connection, request, runs);
        return Optional.empty();
    }

    private static List<Earlier> earlier(Connection connection, DeliverLead request, UUID first)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, request.getMeta().getAccountId());
            find.setObject(2, first);
            find.setString(3, request.getStepId());
            find.setObject(4, request.getMeta().getStreamId());
            try (ResultSet rows = find.executeQuery()) {
                List<Earlier> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(
                            new Earlier(
                                    rows.getObject("event_id", UUID.class),
                                    rows.getBoolean("has_it"),
                                    RowState.LATER.equals(rows.getString("state"))));
                }
                return found;
            }
        }
    }

    private static void supersede(Connection connection, DeliverLead request, List<Earlier> runs)
            throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(SUPERSEDE)) {
            update.setObject(1, request.getMeta().getStreamId());
            Object[] ids = runs.stream().map(Earlier::eventId).toArray();
            update.setArray(2, connection.createArrayOf("uuid", ids));
            update.executeUpdate();
        }
    }
}
