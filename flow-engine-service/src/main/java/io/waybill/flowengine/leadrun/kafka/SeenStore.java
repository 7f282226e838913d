package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.kafka.v1.SeenKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Idempotency keys and leads that the lane has seen within a day (store seen). {@code i/} holds the
 * keys, {@code t/} their ends in the order of time, {@code l/} the ids of leads, which are in the
 * order of time themselves.
 */
final class SeenStore {

    static final Duration KEPT = Duration.ofHours(24);

    private static final AvroState<SeenKey> ENTRIES =
            new AvroState<>(SeenKey.class, SeenKey.getDecoder());
    private static final StringSerializer KEYS = new StringSerializer();
    private static final byte[] MARK = {1};

    private final KeyValueStore<String, byte[]> store;

    SeenStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    static String key(UUID sourceId, String hash) {
        return "i/" + sourceId + "/" + hash;
    }

    Optional<SeenKey> find(String key, Instant now) {
        return Optional.ofNullable(ENTRIES.read(store.get(key)))
                .filter(entry -> entry.getExpiresAt().isAfter(now));
    }

    void put(String key, SeenKey entry) {
        SeenKey earlier = ENTRIES.read(store.get(key));
        if (earlier != null && !earlier.getExpiresAt().equals(entry.getExpiresAt())) {
            store.delete(timeKey(earlier.getExpiresAt(), key));
        }
        store.put(key, ENTRIES.bytes(entry));
        store.put(timeKey(entry.getExpiresAt(), key), MARK);
    }

    /** Adds the answer to an entry, unless it has expired meanwhile. */
    void answer(String key, RunFile file, Answer answer) {
        SeenKey entry = ENTRIES.read(store.get(key));
        if (entry != null && entry.getLeadId().equals(file.leadId())) {
            store.put(key, ENTRIES.bytes(answered(entry, file, answer)));
        }
    }

    static SeenKey answered(SeenKey entry, RunFile file, Answer answer) {
        UUID lead = file.leadId();
        ByteBuffer reason = null;
        if (answer.reason().isPresent() && file.key().isPresent()) {
            byte[] clear = answer.reason().get().getBytes(StandardCharsets.UTF_8);
            reason = file.key().get().seal(lead, lead, "SeenKey.reason", clear);
        }
        return SeenKey.newBuilder(entry)
                .setOutcome(answer.outcome().word())
                .setReason(reason)
                .setPrice(answer.price())
                .build();
    }

    /** The answer of an entry, if its lead has one. */
    static Optional<Answer> answer(SeenKey entry, DataKey key) {
        String word = entry.getOutcome();
        if (word == null) {
            return Optional.empty();
        }
        UUID lead = entry.getLeadId();
        ByteBuffer reason = entry.getReason();
        return Optional.of(
                new Answer(
                        LeadOutcome.of(word).orElse(LeadOutcome.ERROR),
                        reason == null
                                ? Optional.empty()
                                : Optional.of(key.openText(lead, lead, "SeenKey.reason", reason)),
                        Objects.requireNonNull(entry.getPrice())));
    }

    static WrappedKey wrappedKey(SeenKey entry) {
        return new WrappedKey(entry.getWrappedKey(), entry.getMasterKeyId());
    }

    boolean hadLead(UUID leadId) {
        return store.get("l/" + leadId) != null;
    }

    void markLead(UUID leadId) {
        store.put("l/" + leadId, MARK);
    }

    /** Forgets up to {@code most} entries that have expired; says how many. */
    int expire(Instant now, int most) {
        List<String> gone = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> ends = store.prefixScan("t/", KEYS)) {
            while (ends.hasNext() && gone.size() < most) {
                KeyValue<String, byte[]> end = ends.next();
                if (Long.parseLong(end.key.substring(2, 18), 16) > now.toEpochMilli()) {
                    break;
                }
                gone.add(end.key);
            }
        }
        int keys = gone.size();
        gone.forEach(this::forget);
        return keys + forgetLeads(now.minus(KEPT), most - keys);
    }

    private void forget(String timeKey) {
        store.delete(timeKey);
        store.delete(timeKey.substring(19));
    }

    private int forgetLeads(Instant before, int most) {
        List<String> gone = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> leads = store.prefixScan("l/", KEYS)) {
            while (leads.hasNext() && gone.size() < most) {
                String key = leads.next().key;
                UUID leadId = UUID.fromString(key.substring(2));
                if (TimeOrderedIds.mintedAt(leadId).isAfter(before)) {
                    break;
                }
                gone.add(key);
            }
        }
        gone.forEach(store::delete);
        return gone.size();
    }

    private static String timeKey(Instant expiresAt, String key) {
        return "t/" + CounterCodec.sortable(expiresAt.toEpochMilli()) + "/" + key;
    }
}
