package io.waybill.flowengine.linkedrun.kafka;

import io.waybill.eventsourcing.sealing.MasterKeyMissing;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flowengine.explanation.Recorded;
import io.waybill.flowengine.explanation.kafka.RecordedLeads;
import io.waybill.flowengine.explanation.kafka.RecordedLeads.Found;
import io.waybill.flowengine.explanation.store.LeadPlaces;
import io.waybill.flowengine.leadrun.DeliveredSince;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadClosed;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import io.waybill.flowengine.leadrun.LeadRunEvent.SaleReconciled;
import io.waybill.flowengine.linkedrun.RecordedRun;
import io.waybill.flowengine.linkedrun.Refusal;
import io.waybill.flowengine.linkedrun.store.DeliveriesSince;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs as the ledger has them, with the key that opens and seals their values. */
@Singleton
final class RecordedRuns {

    private static final RecordDecoder DECODER = new RecordDecoder();

    private final RecordedLeads leads;
    private final LeadPlaces places;
    private final DeliveriesSince deliveries;
    private final MasterKeys masterKeys;

    RecordedRuns(
            RecordedLeads leads,
            LeadPlaces places,
            DeliveriesSince deliveries,
            MasterKeys masterKeys) {
        this.leads = leads;
        this.places = places;
        this.deliveries = deliveries;
        this.masterKeys = masterKeys;
    }

    /** A run, or why there is nothing to go by. */
    sealed interface Reading {

        record Known(RecordedRun run, WrappedKey key) implements Reading {}

        record Unfit(Refusal why) implements Reading {}
    }

    /**
     * A run by its id; a call that repeated another leads to the run of that one.
     *
     * @throws SQLException when the database is away
     * @throws org.apache.kafka.common.KafkaException when the broker is
     * @throws MasterKeyMissing when this instance lacks the key, which is its operator's mistake
     */
    Reading find(RecordedLeads.Session ledger, UUID accountId, UUID runId) throws SQLException {
        try {
            return switch (ledger.find(accountId, runId)) {
                case Found.Nothing _ -> new Reading.Unfit(Refusal.UNKNOWN);
                case Found.Erased _ -> new Reading.Unfit(Refusal.ERASED);
                case Found.Repeat(UUID first) ->
                        first.equals(runId)
                                ? new Reading.Unfit(Refusal.UNREADABLE)
                                : find(ledger, accountId, first);
                case Found.Lead lead -> read(ledger, accountId, runId, lead);
            };
        } catch (MasterKeyMissing notThisLeadsFault) {
            throw notThisLeadsFault;
        } catch (SealBroken | IllegalArgumentException unreadable) {
            return new Reading.Unfit(Refusal.UNREADABLE);
        }
    }

    private Reading read(RecordedLeads.Session ledger, UUID accountId, UUID runId, Found.Lead found)
            throws SQLException {
        List<LeadRunEvent> events = new ArrayList<>(events(found));
        boolean closed = events.stream().anyMatch(LeadClosed.class::isInstance);
        events.addAll(knownSince(ledger, accountId, events));
        Optional<RecordedRun> run = RecordedRun.of(events, since(events));
        Optional<WrappedKey> key = key(runId);
        if (run.isEmpty() || key.isEmpty() || (closed && !found.complete())) {
            return new Reading.Unfit(Refusal.UNREADABLE);
        }
        return closed
                ? new Reading.Known(run.get(), key.get())
                : new Reading.Unfit(Refusal.UNDER_WAY);
    }

    private static List<LeadRunEvent> events(Found.Lead found) {
        return found.events().stream().map(Recorded::event).toList();
    }

    /** What sales of the runs before came to: it stands in the stream of the run that made them. */
    private static List<LeadRunEvent> knownSince(
            RecordedLeads.Session ledger, UUID accountId, List<LeadRunEvent> newest)
            throws SQLException {
        List<LeadRunEvent> known = new ArrayList<>();
        if (!newest.isEmpty() && newest.getFirst() instanceof LeadReceived received) {
            for (UUID before : received.lead().earlier().ids()) {
                if (ledger.find(accountId, before) instanceof Found.Lead run) {
                    events(run).stream()
                            .filter(SaleReconciled.class::isInstance)
                            .forEach(known::add);
                }
            }
        }
        return known;
    }

    /** What delivery went on with, by itself or by somebody's wish, in all runs of the lead. */
    private List<DeliveredSince> since(List<LeadRunEvent> newest) throws SQLException {
        if (newest.isEmpty() || !(newest.getFirst() instanceof LeadReceived received)) {
            return List.of();
        }
        List<UUID> runs = new ArrayList<>(received.lead().earlier().ids());
        runs.add(received.lead().id());
        return deliveries.of(runs);
    }

    private Optional<WrappedKey> key(UUID runId) throws SQLException {
        return places.find(runId)
                .flatMap(LeadPlaces.Place::keyRecord)
                .flatMap(bytes ->
                        DECODER.decode(null, null, bytes) instanceof Decoded.Event(LeadKeyLive live)
                                ? Optional.of(
                                        new WrappedKey(live.getWrappedKey(), live.getMasterKeyId()))
                                : Optional.empty());
    }

    /** Whether a run is certain to be the account's: its data key says whose it is. */
    boolean isOf(UUID accountId, UUID runId) throws SQLException {
        return places.find(runId).flatMap(LeadPlaces.Place::account).equals(Optional.of(accountId));
    }

    /** To read some runs with; close it. */
    RecordedLeads.Session open() {
        return leads.open();
    }

    boolean isLedgerThere(int partition) {
        return leads.isLedgerThere(partition);
    }

    MasterKeys masterKeys() {
        return masterKeys;
    }
}
