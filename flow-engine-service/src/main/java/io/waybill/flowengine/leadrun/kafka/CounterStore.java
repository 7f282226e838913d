package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterDigest;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.CounterTable;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.Tally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a partition's lanes (store counter): {@code c/} caps, {@code i/} with which
 * definition a cap was opened last, {@code t/} tallies, {@code d/} leads by which others are
 * duplicates, {@code s/} shares, and {@code e/} the ends of what ends, in the order of time.
 */
final class CounterStore implements CounterTable {

    private static final StringSerializer KEYS = new StringSerializer();
    private static final byte[] MARK = {1};
    private static final String END = "e/";
    private static final int END_OF_TIME = END.length() + 16;
    private static final String[] COUNTED = {
        CounterCodec.CAP,
        CounterCodec.DEFINITION,
        CounterCodec.TALLY,
        CounterCodec.DUPLICATE,
        CounterCodec.SHARE
    };

    private final KeyValueStore<String, byte[]> store;
    private @Nullable CounterDigest digest;

    CounterStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<CounterState> counter(String key) {
        return Optional.ofNullable(store.get(CounterCodec.CAP + key)).map(CounterCodec::counter);
    }

    @Override
    public void putCounter(String key, CounterState state) {
        put(CounterCodec.CAP + key, CounterCodec.bytes(state), state.window().until());
    }

    @Override
    public Optional<String> definition(String identity) {
        return Optional.ofNullable(store.get(CounterCodec.DEFINITION + identity))
                .map(CounterCodec::text);
    }

    @Override
    public void putDefinition(String identity, String definition) {
        put(CounterCodec.DEFINITION + identity, CounterCodec.bytes(definition), null);
    }

    @Override
    public Tally tally(CapScope scope, Instant from) {
        String prefix = CounterCodec.TALLY + scope.key() + "/";
        String first = CounterCodec.sortable(Tally.Bucket.from(from).number());
        Tally sum = Tally.NONE;
        // 'g' comes after all hexadecimal digits.
        try (KeyValueIterator<String, byte[]> buckets = store.range(prefix + first, prefix + "g")) {
            while (buckets.hasNext()) {
                sum = sum.plus(CounterCodec.tally(buckets.next().value));
            }
        }
        return sum;
    }

    @Override
    public void addTally(CapScope scope, Tally.Bucket bucket, Tally amount) {
        String number = CounterCodec.sortable(bucket.number());
        String key = CounterCodec.TALLY + scope.key() + "/" + number;
        byte[] before = store.get(key);
        Tally tally = before == null ? amount : CounterCodec.tally(before).plus(amount);
        put(key, CounterCodec.bytes(tally), bucket.keptUntil());
    }

    @Override
    public Optional<DuplicateEntry> duplicate(String key) {
        return Optional.ofNullable(store.get(CounterCodec.DUPLICATE + key))
                .map(CounterCodec::duplicate);
    }

    @Override
    public void putDuplicate(String key, DuplicateEntry entry) {
        put(CounterCodec.DUPLICATE + key, CounterCodec.bytes(entry), entry.until());
    }

    @Override
    public void removeDuplicate(String key) {
        remove(CounterCodec.DUPLICATE + key);
    }

    @Override
    public Map<String, Long> shares(UUID flowId, String stepId) {
        String prefix = CounterCodec.SHARE + flowId + "/" + stepId + "/";
        Map<String, Long> shares = new LinkedHashMap<>();
        try (KeyValueIterator<String, byte[]> given = store.prefixScan(prefix, KEYS)) {
            while (given.hasNext()) {
                KeyValue<String, byte[]> next = given.next();
                shares.put(next.key.substring(prefix.length()), CounterCodec.number(next.value));
            }
        }
        return shares;
    }

    @Override
    public void addShare(UUID flowId, String stepId, String recipientId) {
        String key = CounterCodec.SHARE + flowId + "/" + stepId + "/" + recipientId;
        byte[] before = store.get(key);
        long given = before == null ? 0 : CounterCodec.number(before);
        put(key, CounterCodec.bytes(given + 1), null);
    }

    /** Forgets up to {@code most} counters that have ended; says how many. */
    int expire(Instant now, int most) {
        List<String> ends = ends(now, most);
        for (String end : ends) {
            remove(end.substring(END_OF_TIME + 1));
        }
        return ends.size();
    }

    private List<String> ends(Instant now, int most) {
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> ends = store.prefixScan(END, KEYS)) {
            while (ends.hasNext() && found.size() < most) {
                String end = ends.next().key;
                String time = end.substring(END.length(), END_OF_TIME);
                if (Long.parseLong(time, 16) > micros(now)) {
                    break;
                }
                found.add(end);
            }
        }
        return found;
    }

    /** Of all counters that have not ended by then, expired or not. */
    CounterDigest digest(Instant asOf) {
        CounterDigest known = digest;
        if (known == null) {
            known = new CounterDigest();
            for (String prefix : COUNTED) {
                try (KeyValueIterator<String, byte[]> all = store.prefixScan(prefix, KEYS)) {
                    while (all.hasNext()) {
                        KeyValue<String, byte[]> next = all.next();
                        known.add(CounterCodec.line(next.key, next.value));
                    }
                }
            }
            digest = known;
        }
        CounterDigest living = known.copy();
        for (String end : ends(asOf, Integer.MAX_VALUE)) {
            String key = end.substring(END_OF_TIME + 1);
            byte[] value = store.get(key);
            if (value != null) {
                living.remove(CounterCodec.line(key, value));
            }
        }
        return living;
    }

    private void put(String key, byte[] value, @Nullable Instant until) {
        byte[] before = store.get(key);
        if (before != null && digest != null) {
            digest.remove(CounterCodec.line(key, before));
        }
        if (digest != null) {
            digest.add(CounterCodec.line(key, value));
        }
        store.put(key, value);
        if (until != null) {
            String end = endKey(until, key);
            String earlier = before == null ? end : endKey(CounterCodec.until(key, before), key);
            if (before == null || !earlier.equals(end)) {
                store.put(end, MARK);
            }
            if (!earlier.equals(end)) {
                store.delete(earlier);
            }
        }
    }

    private void remove(String key) {
        byte[] before = store.get(key);
        if (before == null) {
            return;
        }
        if (digest != null) {
            digest.remove(CounterCodec.line(key, before));
        }
        store.delete(key);
        store.delete(endKey(CounterCodec.until(key, before), key));
    }

    private static String endKey(Instant until, String key) {
        return END + CounterCodec.sortable(micros(until)) + "/" + key;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
