package io.waybill.delivery.settling.store;

import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes changes, their attempts and their records in one transaction. A try whose commit was not
 * confirmed is recognised by the row's owner and sequence, since only this process changes its
 * rows.
 */
@Singleton
final class JournalWriter {

    private final Transactions transactions;
    private final RelayLifecycle relay;
    private final UUID owner;

    /**
     * @param lost deliveries that another process owns now
     * @param requests stored requests of those that are to be sent
     */
    record Outcome(Set<UUID> lost, Map<UUID, byte[]> requests) {}

    @Inject
    JournalWriter(Transactions transactions, RelayLifecycle relay, Lease lease) {
        this.transactions = transactions;
        this.relay = relay;
        this.owner = lease.owner();
    }

    /** Takes deliveries in; returns those that were not there before. */
    Set<UUID> insert(List<NewRow> rows) throws InterruptedException {
        Set<UUID> inserted =
                transactions.persistently((connection, again) -> insert(connection, rows, again));
        relay.wake();
        return inserted;
    }

    private Set<UUID> insert(Connection connection, List<NewRow> rows, boolean again)
            throws SQLException {
        boolean[] isNew = DeliveryTable.insert(connection, rows);
        List<OutboundRecord> records = new ArrayList<>();
        Set<UUID> inserted = new HashSet<>();
        List<NewRow> known = new ArrayList<>();
        for (int i = 0; i < isNew.length; i++) {
            NewRow row = rows.get(i);
            if (isNew[i]) {
                inserted.add(row.eventId());
                records.addAll(row.change().records());
            } else {
                known.add(row);
            }
        }
        DeliveryTable.enqueue(connection, records);
        if (again && !known.isEmpty()) {
            List<UUID> ids = known.stream().map(NewRow::eventId).toList();
            Map<UUID, Long> ours = DeliveryTable.owned(connection, owner, ids);
            known.stream()
                    .filter(row -> row.change().isAt(ours.get(row.eventId())))
                    .forEach(row -> inserted.add(row.eventId()));
        }
        return inserted;
    }

    /** Writes changes of open deliveries. */
    Outcome update(List<Change> changes) throws InterruptedException {
        if (changes.isEmpty()) {
            return new Outcome(Set.of(), Map.of());
        }
        Outcome outcome =
                transactions.persistently(
                        (connection, again) -> update(connection, changes, again));
        relay.wake();
        return outcome;
    }

    private Outcome update(Connection connection, List<Change> changes, boolean again)
            throws SQLException {
        boolean[] changed = DeliveryTable.update(connection, owner, changes);
        List<OutboundRecord> records = new ArrayList<>();
        List<AttemptRow> attempts = new ArrayList<>();
        List<UUID> toSend = new ArrayList<>();
        List<Change> unchanged = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            Change change = changes.get(i);
            if (changed[i]) {
                records.addAll(change.records());
                attempts.addAll(change.attempts());
            } else {
                unchanged.add(change);
            }
            if (change.row().sending() && change.consignment().kept() == null) {
                toSend.add(change.eventId());
            }
        }
        DeliveryTable.enqueue(connection, records);
        DeliveryTable.insertAttempts(connection, attempts);
        return new Outcome(
                lost(connection, unchanged, again),
                toSend.isEmpty() ? Map.of() : DeliveryTable.requests(connection, toSend));
    }

    private Set<UUID> lost(Connection connection, List<Change> unchanged, boolean again)
            throws SQLException {
        Set<UUID> lost = new HashSet<>(unchanged.stream().map(Change::eventId).toList());
        if (again && !lost.isEmpty()) {
            Map<UUID, Long> ours = DeliveryTable.ownedOrSettled(connection, owner, lost);
            unchanged.stream()
                    .filter(change -> change.isAt(ours.get(change.eventId())))
                    .forEach(change -> lost.remove(change.eventId()));
        }
        return lost;
    }
}
