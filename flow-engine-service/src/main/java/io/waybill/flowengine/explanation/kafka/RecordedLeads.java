package io.waybill.flowengine.explanation.kafka;

import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.DuplicateKeySeen;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flowengine.explanation.Recorded;
import io.waybill.flowengine.explanation.store.LeadPlaces;
import io.waybill.flowengine.leadrun.Settlement;
import io.waybill.flowengine.leadrun.kafka.LedgerEvents;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads a lead back from the ledger: its events opened, and what delivery said meanwhile. */
@Singleton
public final class RecordedLeads {

    private static final RecordDecoder DECODER = new RecordDecoder();

    private final LeadPlaces places;
    private final LedgerReader ledger;
    private final MasterKeys masterKeys;

    RecordedLeads(LeadPlaces places, LedgerReader ledger, MasterKeys masterKeys) {
        this.places = places;
        this.ledger = ledger;
        this.masterKeys = masterKeys;
    }

    /** What is known of a lead's id. */
    public sealed interface Found {

        record Nothing() implements Found {}

        /** Its data key is destroyed, and what it sealed with it. */
        record Erased() implements Found {}

        /** The call repeated an earlier one, and has no run of its own. */
        record Repeat(UUID firstLeadId) implements Found {}

        /**
         * @param complete false when the run has not ended, or some of its events could not be read
         */
        record Lead(List<Recorded> events, boolean complete) implements Found {}
    }

    /**
     * @throws SQLException when the database is away
     * @throws org.apache.kafka.common.KafkaException when the broker is
     */
    public Found find(UUID accountId, UUID leadId) throws SQLException {
        try (Session session = open()) {
            return session.find(accountId, leadId);
        }
    }

    /** To read several leads with, on one thread; close it. */
    public Session open() {
        return new Session();
    }

    /** One connection for all that is read, made when the first lead is there to be read. */
    public final class Session implements AutoCloseable {

        private LedgerReader.@Nullable Session session;

        private Session() {}

        /**
         * @throws SQLException when the database is away
         * @throws org.apache.kafka.common.KafkaException when the broker is
         */
        public Found find(UUID accountId, UUID leadId) throws SQLException {
            // Whoever looks through a partition meets many others: the ledger is not read for them.
            return places.find(leadId)
                    .filter(place -> !place.offsets().isEmpty())
                    .filter(place -> place.account().map(accountId::equals).orElse(true))
                    .<Found>map(place -> read(accountId, place, reader()))
                    .orElseGet(Found.Nothing::new);
        }

        private LedgerReader.Session reader() {
            LedgerReader.Session open = session;
            if (open == null) {
                open = ledger.open();
                session = open;
            }
            return open;
        }

        @Override
        public void close() {
            if (session != null) {
                session.close();
            }
        }
    }

    private Found read(UUID accountId, LeadPlaces.Place place, LedgerReader.Session session) {
        List<SpecificRecord> records =
                session.read(Topic.FLOW_LEADS, place.partition(), place.offsets());
        if (records.isEmpty()
                || !Records.meta(records.getFirst()).getAccountId().equals(accountId)) {
            return new Found.Nothing();
        }
        if (records.getFirst() instanceof DuplicateKeySeen repeat) {
            return new Found.Repeat(repeat.getFirstLeadId());
        }
        return place.keyRecord()
                .<Found>map(bytes -> opened(bytes, records, place, session))
                .orElseGet(Found.Nothing::new);
    }

    /** Whether the broker answers for a partition of the ledger. */
    public boolean isLedgerThere(int partition) {
        try (LedgerReader.Session session = ledger.open()) {
            return session.answers(Topic.FLOW_LEADS, partition);
        }
    }

    private Found opened(
            byte[] keyRecord,
            List<SpecificRecord> records,
            LeadPlaces.Place place,
            LedgerReader.Session session) {
        return switch (DECODER.decode(null, null, keyRecord)) {
            case Decoded.Event(LeadKeyLive live) -> {
                DataKey key =
                        masterKeys.unwrap(
                                new WrappedKey(live.getWrappedKey(), live.getMasterKeyId()));
                yield lead(new LedgerEvents(key), records, place, session);
            }
            case Decoded.Event(LeadKeyErased _) -> new Found.Erased();
            case Decoded _ -> new Found.Nothing();
        };
    }

    private static Found lead(
            LedgerEvents events,
            List<SpecificRecord> records,
            LeadPlaces.Place place,
            LedgerReader.Session session) {
        List<Recorded> recorded = new ArrayList<>();
        boolean complete = records.size() == place.offsets().size();
        long expected = 1;
        for (SpecificRecord record : records) {
            EventMeta meta = Records.meta(record);
            if (meta.getSequence() < expected) {
                continue; // published twice
            }
            complete &= meta.getSequence() == expected;
            expected = meta.getSequence() + 1;
            Optional<DeliverySettled> settled = told(meta, session);
            Optional<Settlement> told = settled.map(events::settlement);
            var event = events.event(record, settled.filter(of(record)).map(events::settlement));
            complete &= event.isPresent();
            UUID cause = Optional.ofNullable(meta.getCausationId()).orElse(meta.getRecordId());
            event.ifPresent(e -> recorded.add(new Recorded(e, cause, meta.getOccurredAt(), told)));
        }
        return new Found.Lead(List.copyOf(recorded), complete);
    }

    /** A step that ends without a delivery, after another one's, was not told by that. */
    private static Predicate<DeliverySettled> of(SpecificRecord record) {
        return settled ->
                !(record instanceof StepSettled step)
                        || step.getEventId().equals(settled.getMeta().getStreamId());
    }

    private static Optional<DeliverySettled> told(EventMeta meta, LedgerReader.Session session) {
        Integer partition = meta.getCausePartition();
        Long offset = meta.getCauseOffset();
        if (partition == null
                || offset == null
                || !Topic.DELIVERY_ATTEMPTS.topicName().equals(meta.getCauseTopic())) {
            return Optional.empty();
        }
        return session.read(Topic.DELIVERY_ATTEMPTS, partition, List.of(offset)).stream()
                .filter(DeliverySettled.class::isInstance)
                .map(DeliverySettled.class::cast)
                .findFirst();
    }
}
